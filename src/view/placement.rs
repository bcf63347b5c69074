//! Where a card goes: beside the line it explains, inside the viewport, mirrored for right-to-left text.

use crate::model::Dir;

/// A rectangle in CSS pixels of the viewport, physical: `x` grows to the right in every script.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    fn right(self) -> f64 {
        self.x + self.width
    }

    fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Whether the point lies inside, with `slack` pixels of tolerance.
    pub fn holds(self, (x, y): (f64, f64), slack: f64) -> bool {
        x >= self.x - slack && x <= self.right() + slack && y >= self.y - slack && y <= self.bottom() + slack
    }

    /// Distance of the point from the rectangle; 0 inside.
    fn distance(self, (x, y): (f64, f64)) -> f64 {
        let dx = (self.x - x).max(x - self.right()).max(0.0);
        let dy = (self.y - y).max(y - self.bottom()).max(0.0);
        dx.hypot(dy)
    }
}

/// A width and a height in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// The place found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Placement {
    /// Left upper corner in the viewport, and whether the card stands over its line.
    Beside { x: f64, y: f64, above: bool },
    /// Along the lower edge of the viewport: nothing fits beside a line on a screen this narrow.
    Sheet,
}

/// Viewports narrower than this get a sheet.
pub const SHEET_BELOW: f64 = 480.0;
/// What is so many times as high as it is wide is no screen but a frame as high as its article, whose lower edge nobody sees.
const SCREEN: f64 = 3.0;
/// Between the line and the card.
const GAP: f64 = 6.0;
/// Between the card and the edge of the viewport.
const MARGIN: f64 = 8.0;
/// How far before a pointer on a long line the card begins.
const LEAD: f64 = 32.0;

/// The line box of a mark that is nearest to `point`, or its first line where there is no pointer.
///
/// The bounding box of a mark that wraps covers lines it does not stand in; a card anchored to it would point nowhere.
pub fn nearest_line(lines: &[Rect], point: Option<(f64, f64)>) -> Option<Rect> {
    match point {
        None => lines.first().copied(),
        Some(point) => lines.iter().copied().min_by(|a, b| a.distance(point).total_cmp(&b.distance(point))),
    }
}

/// Whether `viewport` is too narrow for a card beside a line.
pub fn is_for_sheets(viewport: Size) -> bool {
    viewport.width < SHEET_BELOW && viewport.height < SCREEN * viewport.width
}

/// Finds the place of a card of size `card` for `line`, in text that runs in `dir`.
///
/// Below the line if it fits, above it if it fits there, else where there is more room. The card begins with the line,
/// or a little before the pointer on a line wider than the card, and shifts to stay inside the viewport.
pub fn place(line: Rect, point: Option<(f64, f64)>, card: Size, viewport: Size, dir: Dir) -> Placement {
    if is_for_sheets(viewport) {
        return Placement::Sheet;
    }
    let room_below = viewport.height - line.bottom();
    let above = room_below < card.height + GAP + MARGIN && line.y > room_below;
    let y = if above { line.y - GAP - card.height } else { line.bottom() + GAP };
    let pointer = point.map(|(x, _)| x).filter(|_| line.width > card.width);
    let x = match dir {
        Dir::Ltr => pointer.map_or(line.x, |x| x - LEAD),
        Dir::Rtl => pointer.map_or(line.right(), |x| x + LEAD) - card.width,
    };
    let inside = |at: f64, size: f64, room: f64| at.min(room - MARGIN - size).max(MARGIN);
    Placement::Beside { x: inside(x, card.width, viewport.width), y: inside(y, card.height, viewport.height), above }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Size = Size { width: 320.0, height: 200.0 };
    const WIDE: Size = Size { width: 1000.0, height: 800.0 };

    fn line(x: f64, y: f64, width: f64) -> Rect {
        Rect { x, y, width, height: 20.0 }
    }

    #[track_caller]
    fn beside(line: Rect, point: Option<(f64, f64)>, dir: Dir) -> (f64, f64, bool) {
        match place(line, point, CARD, WIDE, dir) {
            Placement::Beside { x, y, above } => (x, y, above),
            Placement::Sheet => panic!("a sheet on a wide screen"),
        }
    }

    #[test]
    fn a_card_begins_where_its_words_begin() {
        assert_eq!(beside(line(400.0, 100.0, 60.0), None, Dir::Ltr), (400.0, 126.0, false));
        assert_eq!(beside(line(400.0, 100.0, 60.0), None, Dir::Rtl), (140.0, 126.0, false));
    }

    #[test]
    fn it_flips_above_near_the_lower_edge() {
        assert_eq!(beside(line(400.0, 700.0, 60.0), None, Dir::Ltr), (400.0, 494.0, true));
    }

    #[test]
    fn it_shifts_to_stay_inside() {
        assert_eq!(beside(line(900.0, 100.0, 60.0), None, Dir::Ltr).0, 672.0);
        assert_eq!(beside(line(10.0, 100.0, 60.0), None, Dir::Rtl).0, 8.0);
    }

    #[test]
    fn every_place_of_a_line_keeps_the_card_inside() {
        for dir in [Dir::Ltr, Dir::Rtl] {
            for step in 0..40 {
                let (x, y, _) = beside(line(f64::from(step) * 25.0, f64::from(step) * 20.0, 90.0), None, dir);
                assert!(x >= 8.0 && x + CARD.width <= 992.0, "{x}");
                assert!(y >= 8.0 && y + CARD.height <= 792.0, "{y}");
            }
        }
    }

    #[test]
    fn on_a_long_line_it_keeps_to_the_pointer() {
        assert_eq!(beside(line(100.0, 100.0, 800.0), Some((500.0, 105.0)), Dir::Ltr).0, 468.0);
        assert_eq!(beside(line(100.0, 100.0, 800.0), Some((500.0, 105.0)), Dir::Rtl).0, 212.0);
    }

    #[test]
    fn a_narrow_screen_gets_a_sheet() {
        let narrow = Size { width: 320.0, height: 640.0 };
        assert_eq!(place(line(10.0, 10.0, 50.0), None, CARD, narrow, Dir::Rtl), Placement::Sheet);
    }

    #[test]
    fn the_nearest_line_of_a_wrapped_mark_wins() {
        let lines = [line(500.0, 100.0, 200.0), line(0.0, 130.0, 90.0)];
        assert_eq!(nearest_line(&lines, Some((40.0, 135.0))), Some(lines[1]));
        assert_eq!(nearest_line(&lines, None), Some(lines[0]));
        assert_eq!(nearest_line(&[], None), None);
    }
}
