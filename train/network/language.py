"""Contextual vectors of words by MiniLM (all-MiniLM-L6-v2, Apache 2.0): the mean of the last four layers at the first and
the last piece of a word."""
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

import data

# MiniLM's numbers for the beginning and the end of a text and for what it does not know; its longest text in pieces.
BEGIN, END, NOTHING, LONGEST = 101, 102, 100, 512
# Pieces of one word that are looked at.
PIECES = 8
LAYERS = 4


class Language(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.model = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa").float()
        self.known = {}

    def pieces_of(self, form):
        if form not in self.known:
            self.known[form] = self.tokenizer.encode(form, add_special_tokens=False).ids[:PIECES] or [NOTHING]
        return self.known[form]

    def cut(self, example):
        """The pieces of a sentence, and where each word begins and ends among them."""
        if example.pieces is None:
            pieces, begins, ends = [BEGIN], [], []
            for form in example.forms:
                begins.append(len(pieces))
                pieces.extend(self.pieces_of(form))
                ends.append(len(pieces) - 1)
            text = np.array([*pieces[: LONGEST - 1], END])
            example.pieces = text, np.minimum(begins, LONGEST - 1), np.minimum(ends, LONGEST - 1)
        return example.pieces

    def forward(self, examples):
        """Vectors [sentences, words, width]."""
        texts, first, last = zip(*(self.cut(example) for example in examples))
        width = max(len(text) for text in texts)
        mask = data.padded([np.ones(len(text)) for text in texts], 0, width)
        states = self.model(input_ids=data.padded(texts, 0, width), attention_mask=mask, output_hidden_states=True)
        mixed = torch.stack([state.float() for state in states.hidden_states[-LAYERS:]]).mean(0)
        words = max(len(example.forms) for example in examples)

        def at(places):
            index = data.padded(places, 0, words)[:, :, None].expand(-1, -1, mixed.shape[2])
            return torch.gather(mixed, 1, index)

        return (at(first) + at(last)) / 2
