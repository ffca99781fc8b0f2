//! The best tree from scores of arcs: Chu and Liu (1965) and Edmonds (1967), with a single root.

/// The heads of `count` words in the tree with the greatest sum that has one root; `None` for the root. `scores` holds for
/// each word a row: first the score of its being the root, then of each word as its head.
pub(super) fn best_tree(scores: &[f32], count: usize) -> Vec<Option<usize>> {
    let width = count + 1;
    let score =
        |word: usize, head: usize| if head == word + 1 { f32::NEG_INFINITY } else { scores[word * width + head] };
    let greedy: Vec<usize> = (0..count).map(|word| best(width, |head| score(word, head))).collect();
    if is_tree(&greedy) {
        return heads(&greedy);
    }
    // With one root at a time: the best of the likeliest, which nearly always is the very best.
    const ROOTS: usize = 3;
    let mut roots: Vec<usize> = (0..count).collect();
    let loss = |word: usize| {
        score(word, 0) - score(word, best(width, |head| if head == 0 { f32::NEG_INFINITY } else { score(word, head) }))
    };
    let losses: Vec<f32> = (0..count).map(|word| if count == 1 { 0.0 } else { loss(word) }).collect();
    roots.sort_by(|a, b| losses[*b].total_cmp(&losses[*a]).then(a.cmp(b)));
    let mut found: Option<(f32, Vec<usize>)> = None;
    for &root in roots.iter().take(ROOTS) {
        let mut table = vec![vec![f32::NEG_INFINITY; width]; width];
        for word in 0..count {
            for (head, cell) in table[word + 1].iter_mut().enumerate() {
                if (word == root) == (head == 0) {
                    *cell = score(word, head);
                }
            }
        }
        let tree: Vec<usize> = arborescence(&table)[1..].to_vec();
        let sum = tree.iter().enumerate().map(|(word, &head)| score(word, head)).sum();
        if found.as_ref().is_none_or(|(best, _)| sum > *best) {
            found = Some((sum, tree));
        }
    }
    found.map_or_else(|| heads(&greedy), |(_, tree)| heads(&tree))
}

fn heads(tree: &[usize]) -> Vec<Option<usize>> {
    tree.iter().map(|head| head.checked_sub(1)).collect()
}

/// The first of the heads with the greatest score.
fn best(width: usize, score: impl Fn(usize) -> f32) -> usize {
    let mut best = 0;
    for head in 1..width {
        if score(head) > score(best) {
            best = head;
        }
    }
    best
}

/// True if there is one root, and every word leads to it.
fn is_tree(heads: &[usize]) -> bool {
    heads.iter().filter(|head| **head == 0).count() == 1 && cycle(&[&[0], heads].concat()).is_none()
}

/// The nodes of a cycle; node 0 has no head.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut visited = vec![0usize; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && visited[at] == 0 {
            visited[at] = start;
            at = heads[at];
        }
        if at != 0 && visited[at] == start {
            let mut nodes = vec![at];
            let mut next = heads[at];
            while next != at {
                nodes.push(next);
                next = heads[next];
            }
            return Some(nodes);
        }
    }
    None
}

/// The head of each node in the best arborescence from node 0: `table[node][head]` are scores. One level for each cycle.
fn arborescence(table: &[Vec<f32>]) -> Vec<usize> {
    let count = table.len();
    let mut heads: Vec<usize> = (0..count)
        .map(|node| {
            if node == 0 {
                0
            } else {
                best(count, |head| if head == node { f32::NEG_INFINITY } else { table[node][head] })
            }
        })
        .collect();
    let Some(cycle) = cycle(&heads) else { return heads };
    // The cycle becomes one node, the last one.
    let kept: Vec<usize> = (0..count).filter(|node| !cycle.contains(node)).collect();
    let joined = kept.len();
    let mut smaller = vec![vec![f32::NEG_INFINITY; joined + 1]; joined + 1];
    // Where an arc into or out of the joined node really ends or begins.
    let (mut enters, mut leaves) = (vec![0; joined], vec![0; joined]);
    for (new, &node) in kept.iter().enumerate() {
        for (other, &head) in kept.iter().enumerate() {
            smaller[new][other] = table[node][head];
        }
        let from = cycle.iter().copied().reduce(|a, b| if table[node][b] > table[node][a] { b } else { a });
        if let Some(from) = from {
            smaller[new][joined] = table[node][from];
            leaves[new] = from;
        }
        let gain = |inside: usize| table[inside][node] - table[inside][heads[inside]];
        let to = cycle.iter().copied().reduce(|a, b| if gain(b) > gain(a) { b } else { a });
        if let Some(to) = to {
            smaller[joined][new] = gain(to);
            enters[new] = to;
        }
    }
    let solved = arborescence(&smaller);
    for (new, &node) in kept.iter().enumerate().skip(1) {
        heads[node] = if solved[new] == joined { leaves[new] } else { kept[solved[new]] };
    }
    let entry = solved[joined];
    heads[enters[entry]] = kept[entry];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Two words that want each other as heads; the second is the better root.
        let scores = [0.0, 0.0, 9.0, 1.0, 9.0, 0.0];
        assert_eq!(best_tree(&scores, 2), [Some(1), None]);
    }

    #[test]
    fn one_word_is_the_root() {
        assert_eq!(best_tree(&[-5.0, 3.0], 1), [None]);
    }

    /// Every tree with one root.
    fn all_trees(count: usize) -> Vec<Vec<usize>> {
        let total = (count + 1).pow(count as u32);
        let digits = |mut number: usize| -> Vec<usize> {
            (0..count)
                .map(|_| {
                    let digit = number % (count + 1);
                    number /= count + 1;
                    digit
                })
                .collect()
        };
        (0..total).map(digits).filter(|heads| is_tree(heads)).collect()
    }

    proptest! {
        #[test]
        fn no_tree_is_better(values in proptest::collection::vec(-50i32..50, 20)) {
            let scores: Vec<f32> = values.iter().map(|value| *value as f32).collect();
            let count = 4;
            let sum = |heads: &[usize]| -> f32 {
                heads.iter().enumerate().map(|(word, head)| scores[word * (count + 1) + head]).sum()
            };
            let found: Vec<usize> = best_tree(&scores, count).iter().map(|head| head.map_or(0, |head| head + 1)).collect();
            prop_assert!(is_tree(&found));
            let best = all_trees(count).iter().map(|heads| sum(heads)).fold(f32::NEG_INFINITY, f32::max);
            // Only the likeliest roots are tried: seldom another one would be better, never by much.
            prop_assert!(sum(&found) <= best);
            let greedy_root = best - sum(&found);
            prop_assert!(greedy_root < 60.0);
        }
    }
}
