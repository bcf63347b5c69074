//! The demo page, built and served by Trunk.

use hashiya::ui::Demo;
use hashiya::ui::demo::Props;

fn main() {
    yew::Renderer::<Demo>::with_props(Props::from_address()).render();
}
