//! The widget: an article, the marks over it, and what a reader does with them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;
use yew::html::{onblur, onfocus, onkeydown};
use yew::prelude::*;

use super::announcer::announcer;
use super::article::ArticleView;
use super::card::{self, card_host};
use super::element::{button, element, side_by_side};
use super::input::{listen, use_clock, use_ways_out};
use super::legend::{self, legend};
use super::panels::{self, panels};
use super::print;
use super::stage::{Stage, detail};
use crate::dom::keyboard::{self, Key};
use crate::dom::{Encyclopedia, Page, PainterChoice, perf, wishes};
use crate::model::{Dir, Lang};
use crate::view::card::{Body, Card, EntityCard, attributed};
use crate::view::strings::{Counted, Word, spoken};
use crate::view::{Action, Announced, Content, Granted, Screen, Wish};

/// Properties of [`Annotated`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    pub content: Content,
    /// Whether `content` holds the annotations already; until then the plain article is shown.
    pub is_ready: bool,
    /// The language of the interface.
    pub ui: Lang,
    /// The page's own article, which is annotated where it stands; none renders the article here.
    #[prop_or_default]
    pub page: Option<Page>,
    #[prop_or_default]
    pub painter: PainterChoice,
    /// What a reader can ask about people and places, if the page allows it.
    #[prop_or_default]
    pub encyclopedia: Option<Encyclopedia>,
    /// The way to the widget from outside.
    #[prop_or_default]
    pub remote: Remote,
    /// What stands in place of the note on loading, if the annotations cannot be had.
    #[prop_or_default]
    pub failure: Option<AttrValue>,
}

impl Props {
    /// Those of the plain article of `content`, rendered here.
    pub fn new(content: Content, ui: Lang) -> Props {
        Props {
            content,
            is_ready: false,
            ui,
            page: None,
            painter: PainterChoice::Auto,
            encyclopedia: None,
            remote: Remote::default(),
            failure: None,
        }
    }
}

/// The way to a widget from outside; to nothing before it was rendered.
#[derive(Clone, Default)]
pub struct Remote(Rc<RefCell<Option<UseReducerDispatcher<Screen>>>>);

impl Remote {
    /// Does what a reader could do.
    pub fn dispatch(&self, action: Action) {
        let dispatcher = self.0.borrow().clone();
        dispatcher.iter().for_each(|dispatcher| dispatcher.dispatch(action.clone()));
    }
}

impl PartialEq for Remote {
    fn eq(&self, other: &Remote) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Remote")
    }
}

impl Reducible for Screen {
    type Action = Action;

    fn reduce(self: Rc<Screen>, action: Action) -> Rc<Screen> {
        match self.after(action) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}

pub(super) type State = UseReducerHandle<Screen>;

/// An article with its margin.
#[component]
pub fn Annotated(props: &Props) -> Html {
    let screen = use_reducer(|| Screen::new(props.content.clone()));
    let stage = use_memo((), |()| Stage::default());
    let id = use_memo((), |()| AttrValue::from(unique_id()));
    props.remote.0.borrow_mut().get_or_insert_with(|| screen.dispatcher());
    use_stage(&screen, &stage, props);
    use_clock(&screen);
    use_ways_out(&screen, &stage);

    let ui = props.ui;
    let on_action = use_callback((ui, props.encyclopedia.clone()), {
        let (screen, stage) = (screen.clone(), stage.clone());
        move |action: Action, (ui, encyclopedia)| {
            stage.point_at(None);
            match action {
                Action::Intensity(intensity) => wishes::remember_intensity(intensity),
                Action::GoTo { mark, .. } if !stage.tell(wishes::NAVIGATE, &detail(&screen.clone(), mark)) => return,
                Action::Wish(Wish::Report) => {
                    let screen = screen.clone();
                    if let Some(mark) = screen.intent.open() {
                        stage.tell(wishes::REPORT, &detail(&screen, mark));
                        screen.dispatch(Action::Granted(mark, Granted::Reported));
                    }
                }
                // What became of it is said when that is known.
                Action::Wish(Wish::Copy) => copy(screen.clone()),
                Action::Ask => {
                    encyclopedia.iter().for_each(|encyclopedia| ask(screen.clone(), encyclopedia.clone(), *ui))
                }
                _ => {}
            }
            screen.dispatch(action);
        }
    });
    let card_of = |mark: usize| Card::new(&screen.content.article, &screen.content.set, mark);
    let name_of = |mark: usize| {
        let place = screen.shown.position(mark).map(|place| (place + 1, screen.shown.len()));
        card_of(mark).map(|card| spoken(&card, place, ui))
    };
    let announced = match screen.announced {
        Some(Announced::Mark(mark)) => name_of(mark).unwrap_or_default(),
        Some(Announced::Granted(granted)) => Word::from(granted).in_lang(ui).to_owned(),
        Some(Announced::Loaded(marks)) if props.is_ready => Counted::Marks.in_lang(marks, ui),
        _ => String::new(),
    };
    let status = match &props.failure {
        Some(failure) => Some(failure.clone()),
        None => (!props.is_ready).then(|| AttrValue::from(Word::Waiting.in_lang(ui))),
    };
    let card = card::Parts {
        ui,
        id: &id,
        card: screen.intent.open().and_then(card_of),
        granted: screen.granted,
        beyond: props.encyclopedia.as_ref().map(|_| screen.learned.as_ref()),
        is_linkable: props.page.is_some(),
        node: &stage.card,
        on_action: &on_action,
    };
    let legend = legend(&legend::Parts {
        ui,
        filter: screen.filter,
        counts: props.is_ready.then_some(screen.counts),
        status,
        on_action: &on_action,
    });
    let is_own = props.page.is_none();
    let part = |class: &'static str| element("div").with("class", class);
    let boxes = part("hashiya-boxes").found(&stage.boxes).with("aria-hidden", "true");
    let article =
        is_own.then(|| html! { <ArticleView article={screen.content.article.clone()} node={&stage.article} /> });
    let layer = part("hashiya-layer")
        .found(&stage.layer)
        .holding(mark_button(&screen, &stage, ui, &id, screen.at().and_then(name_of)))
        .holding(card_host(&card));
    let side = part("hashiya-side").holding(legend).holding(panels(&panels::Parts {
        ui,
        content: &screen.content,
        open: screen.open_panels,
        on_action: &on_action,
    }));
    let main = part("hashiya-main").holding(part("hashiya-layer").holding(boxes)).holding_some(article).holding(layer);
    part("hashiya")
        .with("data-mode", if is_own { "own" } else { "page" })
        .with("lang", ui.tag())
        .with("dir", ui.dir().as_str())
        .says("data-ready", props.is_ready)
        .holding(side)
        .holding(main)
        .holding_some(screen.printing.then(|| print::printed(&screen, ui, is_own)))
        .holding(announcer(announced))
        .into()
}

/// Copies the quote whose card is open.
fn copy(screen: State) {
    let content = &screen.content;
    let Some(mark) = screen.intent.open() else { return };
    let Some(quote) = attributed(&content.article, &content.set, mark) else { return };
    spawn_local(async move {
        let granted = if wishes::copy(&quote).await { Granted::Copied } else { Granted::NotCopied };
        screen.dispatch(Action::Granted(mark, granted));
    });
}

/// Asks about the person, place or other name whose card is open.
fn ask(screen: State, encyclopedia: Encyclopedia, ui: Lang) {
    let content = &screen.content;
    let card = screen.intent.open().and_then(|mark| Card::new(&content.article, &content.set, mark));
    let Some(Body::Entity(EntityCard { subject: Some(subject), .. })) = card.map(|card| card.body) else { return };
    spawn_local(async move {
        let learned = encyclopedia.ask(&subject, ui).await;
        screen.dispatch(Action::Learned(learned));
    });
}

/// The one tab stop among the marks: a real button over the current one, moved by the arrow keys.
fn mark_button(screen: &State, stage: &Rc<Stage>, ui: Lang, id: &AttrValue, name: Option<String>) -> Html {
    let Some(mark) = screen.at() else { return Html::default() };
    let dir =
        screen.content.article.block_at(screen.content.set.annotations[mark].span.start).map_or(Dir::Ltr, |b| b.dir);
    let onkeydown = {
        let (screen, stage) = (screen.clone(), stage.clone());
        Callback::from(move |event: KeyboardEvent| on_key(&screen, &stage, dir, &event))
    };
    let onclick = {
        let (screen, stage) = (screen.dispatcher(), stage.clone());
        Callback::from(move |_: MouseEvent| {
            stage.point_at(None);
            screen.dispatch(Action::OpenCurrent);
        })
    };
    let to = |action: Action| {
        let screen = screen.dispatcher();
        Callback::from(move |_: FocusEvent| screen.dispatch(action.clone()))
    };
    let hint = [&**id, "-keys"].concat();
    let is_open = screen.intent.open() == Some(mark);
    let button = button("hashiya-mark", Some(onclick))
        .with("part", "mark")
        .found(&stage.button)
        .with_some("aria-label", name)
        .with("aria-describedby", hint.clone())
        .with("aria-haspopup", "dialog")
        .says("aria-expanded", is_open)
        .with("aria-controls", id.clone())
        .with("data-mark", mark.to_string())
        .with("lang", ui.tag())
        .on(onkeydown::Wrapper::new(onkeydown))
        .on(onfocus::Wrapper::new(to(Action::FocusMarks)))
        .on(onblur::Wrapper::new(to(Action::BlurMarks)));
    let keys = element("span").with("class", "hashiya-unseen").with("id", hint).text(Word::Keys.in_lang(ui));
    side_by_side(vec![button.into(), keys.into()])
}

fn on_key(screen: &State, stage: &Stage, dir: Dir, event: &KeyboardEvent) {
    let Some(key) = keyboard::read(event, dir) else { return };
    event.prevent_default();
    stage.point_at(None);
    match key {
        Key::Do(action) => screen.dispatch(action),
        // With a card open, Escape is heard by the document (see `use_ways_out`).
        Key::Escape if screen.intent.open().is_none() => stage.leave(),
        Key::Escape => {}
    }
}

/// Keeps the page in step with the state: takes the text in charge, paints, places, moves the focus.
#[hook]
fn use_stage(screen: &State, stage: &Rc<Stage>, props: &Props) {
    let (page, choice, ready) = (props.page.clone(), props.painter, props.is_ready);
    let article = Rc::as_ptr(&screen.content.article);
    let shown = Rc::as_ptr(&screen.shown).addr();
    let mark = |mark: Option<usize>| mark.map_or(0, |mark| mark + 1);
    let effect = |effect: fn(&State, &Stage)| {
        let (screen, stage) = (screen.clone(), stage.clone());
        Box::new(move || effect(&screen, &stage))
    };
    let (dispatcher, content, present) = (screen.dispatcher(), props.content.clone(), screen.filter.intensity);
    let loaded = [Rc::as_ptr(&content.article).addr(), Rc::as_ptr(&content.set).addr(), 0];
    use_after_render(
        loaded,
        Box::new(move || {
            dispatcher.dispatch(Action::Load(content));
            let remembered = wishes::remembered_intensity();
            if let Some(intensity) = remembered.filter(|intensity| *intensity != present) {
                dispatcher.dispatch(Action::Intensity(intensity));
            }
        }),
    );
    // The text is on the page: find it, and listen to what happens over it.
    {
        let (screen, stage) = (screen.clone(), stage.clone());
        use_effect_with((article, page, choice), move |(_, page, choice)| {
            stage.mount(&screen.content, page.as_ref(), *choice);
            // A widget that was taken off the page waits for its next article and hears nothing.
            let is_waiting = screen.content.article.blocks.is_empty() && page.is_none();
            let listeners = if is_waiting { None } else { listen(&screen, &stage, page.as_ref()) };
            move || {
                drop(listeners);
                stage.unmount();
            }
        });
    }
    {
        let (screen, stage) = (screen.clone(), stage.clone());
        let painted = [shown, article.addr(), usize::from(ready) * 2 + usize::from(choice == PainterChoice::Boxes)];
        use_after_render(
            painted,
            Box::new(move || {
                stage.intensify(screen.filter.intensity);
                stage.paint(&screen);
                if ready && stage.is_on_page() && stage.is_first_of(&screen.content) {
                    perf::painted();
                }
                // Asks for the layout, which the browser would else do with its next frame.
                stage.place_button(&screen);
            }),
        );
    }
    use_after_render(
        [mark(screen.emphasis()), mark(screen.current), shown],
        effect(|screen, stage| {
            stage.emphasise(screen);
            stage.place_button(screen);
        }),
    );
    use_after_render([mark(screen.intent.open()), 0, 0], effect(|screen, stage| stage.tell_card(screen)));
    use_after_render(
        [screen.reveal as usize, 0, 0],
        effect(|screen, stage| {
            if screen.reveal > 0 {
                stage.reveal(screen);
            }
        }),
    );
    use_after_render(
        // What is said in the card changes its height.
        [mark(screen.intent.open()), screen.reveal as usize, props.ui as usize + 2 * screen.said()],
        effect(|screen, stage| {
            stage.place_card(screen);
        }),
    );
    use_after_render(
        [screen.focus.map_or(0, |(request, _)| request as usize + 1), 0, 0],
        effect(|screen, stage| screen.focus.iter().for_each(|(_, focus)| stage.focus(*focus))),
    );
}

/// Does `effect` after a rendering in which `deps` are others than before. Of one type for all: each would be loaded with every page.
#[hook]
fn use_after_render(deps: [usize; 3], effect: Box<dyn FnOnce()>) {
    use_effect_with(deps, move |_| effect());
}

/// An `id` no other widget of the page has.
fn unique_id() -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(1) };
    }
    format!("hashiya-card-{}", NEXT.replace(NEXT.get() + 1))
}
