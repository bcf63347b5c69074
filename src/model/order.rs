//! Sorting, once for every type: a page pays for each kind of thing that the standard library sorts.

use std::cmp::Ordering;

/// `items` in order; those that compare equal keep theirs.
///
/// The standard sort is made anew for every type and closure, at some 5 kB each; this one sorts indexes for all of them.
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = indexes(items.len(), &|left, right| compare(&items[left], &items[right]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| items[index].take()).collect()
}

fn indexes(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indexes: Vec<usize> = (0..count).collect();
    indexes.sort_by(|&left, &right| compare(left, right));
    indexes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(sorted(items, |left, right| left.0.cmp(&right.0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
