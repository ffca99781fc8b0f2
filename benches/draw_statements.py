#!/usr/bin/env python3
"""Draws statements at random from an export, for judging by hand against their sentences.

    newsgraph --db news.db export --format jsonl > news.jsonl
    python3 benches/draw_statements.py news.jsonl --seed 7 --count 100 > sample.tsv

The columns: number in the sample, statement, document, bytes of the sentence in the document, subject, relation, object,
polarity and modality, source, time, then two empty ones for the verdict and the kind of error. With --sentences the
sentence follows each line: for reading, not for keeping. Standard library only."""
import argparse
import json
import random


def words(entity):
    return ((entity or {}).get('name') or (entity or {}).get('value') or '').replace('\t', ' ').replace('\n', ' ')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('export', help='output of newsgraph export --format jsonl')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=100)
    parser.add_argument('--sentences', action='store_true', help='print the sentence below each statement')
    options = parser.parse_args()
    with open(options.export, encoding='utf-8') as lines:
        statements = [json.loads(line) for line in lines if line.strip()]
    drawn = random.Random(options.seed).sample(statements, min(options.count, len(statements)))
    print('\t'.join(['number', 'statement', 'document', 'bytes', 'subject', 'relation', 'object', 'status', 'source', 'time', 'verdict', 'error']))
    for number, statement in enumerate(drawn, 1):
        evidence = statement['evidence'][0]
        row = [
            str(number), statement['id'], evidence['document'], f"{evidence['start']}-{evidence['end']}",
            words(statement['subject']), statement['relation'], words(statement['object']),
            f"{statement['polarity']} {statement['modality']}", words(statement.get('attributed_to')),
            (statement.get('time') or {}).get('text') or '', '', '',
        ]
        print('\t'.join(row))
        if options.sentences:
            place, quantity = words(statement.get('place')), (statement.get('quantity') or {}).get('text') or ''
            print(f"    [place {place}; quantity {quantity}; family {statement['family']}; words {statement['trigger']}]")
            print('    ' + ' '.join(evidence['sentence'].split()))


if __name__ == '__main__':
    main()
