//! Sorting, once for every type: a page pays for each kind of thing that the standard library sorts.

use std::cmp::Ordering;

/// `items` in order; those that compare equal keep theirs.
///
/// The standard sort is made anew for every type and closure, at some 5 kB each; this one sorts indexes for all of them, and
/// then moves each item once.
pub fn sorted<T>(mut items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut from = indexes(items.len(), &|left, right| compare(&items[left], &items[right]));
    for at in 0..from.len() {
        // Along the circle of places that give each other their items, until it closes.
        let mut place = at;
        while from[place] != at {
            let next = std::mem::replace(&mut from[place], place);
            items.swap(place, next);
            place = next;
        }
        from[place] = place;
    }
    items
}

/// The place that each item comes from; none where they are in order as they are.
fn indexes(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..count).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return Vec::new();
    }
    // Rows of one, each in order, are merged to rows of two, of four, and so on.
    let mut indexes: Vec<usize> = (0..count).collect();
    let mut width = 1;
    while width < count {
        let mut merged = Vec::with_capacity(count);
        for start in (0..count).step_by(2 * width) {
            let (middle, end) = ((start + width).min(count), (start + 2 * width).min(count));
            let (mut left, mut right) = (start, middle);
            while left < middle || right < end {
                let is_right_next =
                    right < end && (left == middle || compare(indexes[left], indexes[right]) == Ordering::Greater);
                let next = if is_right_next { &mut right } else { &mut left };
                merged.push(indexes[*next]);
                *next += 1;
            }
        }
        indexes = merged;
        width *= 2;
    }
    indexes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(sorted(items, |left, right| left.0.cmp(&right.0)), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        let numbers: Vec<u32> = (0..97).map(|number| number * 31 % 97).collect();
        assert!(sorted(numbers, u32::cmp).into_iter().eq(0..97));
    }
}
