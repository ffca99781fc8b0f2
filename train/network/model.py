"""The network: tables of word features, layers of simple recurrent units, and a scorer each for tags, arcs, relations
and names. `src/nlp/network` computes the same from whole numbers.

- simple recurrent units after Lei, Zhang, Wang, Dai and Artzi (2018), "Simple Recurrent Units for Highly
  Parallelizable Recurrence", in both directions, without the state in the gates;
- arcs by a bilinear form after Dozat and Manning (2017), "Deep Biaffine Attention for Neural Dependency Parsing".
"""
import numpy as np
import torch
from torch import nn
from torch.nn import functional

import data
from data import LABELS, RELATIONS, TABLE_ROWS

WORD, PARTS, KINDS = 96, 64, 32
INPUT = WORD + PARTS + KINDS
# Columns whose embeddings are added: the word and its parts; what is known of its kind.
PART_COLUMNS, KIND_COLUMNS = range(1, 9), range(9, 14)


def scan(keep, new):
    """c[t] = keep[t] * c[t-1] + new[t] along the first dimension."""
    if not new.is_cuda:
        state = torch.empty_like(new)
        last = torch.zeros_like(new[0])
        for step in range(len(new)):
            last = torch.addcmul(new[step], keep[step], last)
            state[step] = last
        return state
    # Few wide steps instead of many narrow ones (Hillis and Steele 1986): after each, twice as many words are summed up.
    span = 1
    while span < len(new):
        new = torch.cat([new[:span], torch.addcmul(new[span:], keep[span:], new[:-span])])
        keep = torch.cat([keep[:span], keep[span:] * keep[:-span]])
        span *= 2
    return new


class Scan(torch.autograd.Function):
    """`scan` with its gradient, which is a scan in the other direction."""

    @staticmethod
    def forward(context, keep, new):
        state = scan(keep, new)
        context.save_for_backward(keep, state)
        return state

    @staticmethod
    def backward(context, gradient):
        keep, state = context.saved_tensors
        next_keep = torch.cat([keep[1:], torch.zeros_like(keep[:1])])
        new = scan(next_keep.flip(0), gradient.flip(0)).flip(0)
        before = torch.cat([torch.zeros_like(state[:1]), state[:-1]])
        return new * before, new


class Layer(nn.Module):
    """A recurrent layer in both directions. Units: candidate, forget gate, output gate, and the input brought to the
    layer's width where the widths differ."""

    def __init__(self, width, units):
        super().__init__()
        self.units = units
        self.direct = width == 2 * units
        self.parts = 3 if self.direct else 4
        self.weight = nn.Linear(width, self.parts * 2 * units)
        with torch.no_grad():
            # Gates start so that a state lives some words.
            self.weight.bias.view(self.parts, 2 * units)[1].fill_(1.0)

    def forward(self, vectors, mask):
        candidate, forget, output, *skip = self.weight(vectors).float().chunk(self.parts, 2)
        forget, output = torch.sigmoid(forget), torch.sigmoid(output)
        skip = skip[0] if skip else vectors.float()
        present = mask[:, :, None].float()
        # Outside the sentence a state is kept as it is: the backward direction begins at the last word.
        forget = forget * present + (1 - present)
        new = (1 - forget) * candidate
        units = self.units
        keep = torch.cat([forget[:, :, :units], forget[:, :, units:].flip(1)], 2).transpose(0, 1).contiguous()
        add = torch.cat([new[:, :, :units], new[:, :, units:].flip(1)], 2).transpose(0, 1).contiguous()
        state = Scan.apply(keep, add).transpose(0, 1)
        state = torch.cat([state[:, :, :units], state[:, :, units:].flip(1)], 2)
        return (output * torch.tanh(state) + (1 - output) * skip) * present


class Network(nn.Module):
    def __init__(self, tags, vectors, units=256, layers=3, arc=128, relation=96, context=0, dropout=0.3, sources=7):
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding.from_pretrained(torch.as_tensor(vectors) * 0.5, freeze=False)
        self.parts = nn.ModuleList(nn.Embedding(TABLE_ROWS[column], PARTS) for column in PART_COLUMNS)
        self.kinds = nn.ModuleList(nn.Embedding(TABLE_ROWS[column], KINDS) for column in KIND_COLUMNS)
        for table in [*self.parts, *self.kinds]:
            nn.init.normal_(table.weight, std=0.2)
        widths = [INPUT + context] + [2 * units] * layers
        self.layers = nn.ModuleList(Layer(width, units) for width in widths[:-1])
        width = 2 * units
        self.tag = nn.Linear(width, tags)
        self.label = nn.Linear(width, LABELS)
        self.label_of_source = nn.Embedding(sources + 1, LABELS)
        nn.init.zeros_(self.label_of_source.weight)
        self.arc_dependent = nn.Linear(width, arc)
        self.arc_head = nn.Linear(width, arc)
        self.arc_form = nn.Parameter(torch.randn(arc, arc) / arc)
        self.arc_bias = nn.Parameter(torch.zeros(arc))
        self.root = nn.Parameter(torch.randn(arc) * 0.1)
        self.relation_dependent = nn.Linear(width, relation)
        self.relation_head = nn.Linear(width, relation, bias=False)
        self.relation_root = nn.Parameter(torch.zeros(relation))
        self.relation = nn.Linear(relation, RELATIONS)

    def drop(self, vectors):
        """The same units of all words of a sentence are left out (Gal and Ghahramani 2016)."""
        if not self.training or self.dropout == 0:
            return vectors
        keep = 1 - self.dropout
        mask = torch.bernoulli(torch.full((vectors.shape[0], 1, vectors.shape[2]), keep, device=vectors.device)) / keep
        return vectors * mask

    def embed(self, rows):
        if self.training:
            # Words without a vector must be told by their parts: make some of the others such.
            chance = torch.rand(2, *rows.shape[:2], device=rows.device)
            hidden = chance[0] < 0.12
            rows = rows.clone()
            rows[:, :, 0][hidden] = 0
            rows[:, :, 1][hidden | (chance[1] < 0.25)] = 0
        parts = sum(table(rows[:, :, column]) for table, column in zip(self.parts, PART_COLUMNS))
        kinds = sum(table(rows[:, :, column]) for table, column in zip(self.kinds, KIND_COLUMNS))
        return torch.cat([self.word(rows[:, :, 0]), parts, kinds], 2)

    def forward(self, rows, mask, context=None):
        """Hidden vectors [sentences, words, width]."""
        vectors = self.embed(rows)
        if context is not None:
            vectors = torch.cat([vectors, context], 2)
        for layer in self.layers:
            vectors = layer(self.drop(vectors), mask)
        return self.drop(vectors)

    def scores(self, hidden, sources=None):
        """Scores of tags, of labels, and of arcs [sentences, dependents, heads], head 0 being the root."""
        dependent = functional.leaky_relu(self.arc_dependent(hidden), 0.1)
        head = functional.leaky_relu(self.arc_head(hidden), 0.1)
        head = torch.cat([self.root.expand(head.shape[0], 1, -1), head], 1)
        query = dependent @ self.arc_form + self.arc_bias
        arcs = query.float() @ head.float().transpose(1, 2)
        labels = self.label(hidden).float()
        if sources is not None:
            labels = labels + self.label_of_source(sources)[:, None, :]
        return self.tag(hidden).float(), labels, arcs

    def relations(self, hidden, heads):
        """Scores of the relations of each word to its head; heads count from 1."""
        dependent = self.relation_dependent(hidden)
        head = self.relation_head(hidden)
        head = torch.cat([self.relation_root.expand(head.shape[0], 1, -1), head], 1)
        chosen = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return self.relation(functional.leaky_relu(dependent + chosen, 0.1)).float()


def trained(work, name, **options):
    """The network of the run NAME of student.py."""
    state = torch.load(work / f"{name}.pt", map_location="cpu")
    units = state["layers.1.weight.bias"].shape[0] // 6
    network = Network(data.tag_classes(work), np.load(work / "vectors.npy"), units=units, **options)
    network.load_state_dict(state)
    return network
