//! Components rendered natively: what the page says before a browser has a say.
#![cfg(feature = "ssr")]

mod support;

use std::rc::Rc;

use hashiya::import::{Options, plain};
use hashiya::model::Lang;
use hashiya::ui::Annotated;
use hashiya::ui::annotated::Props;
use hashiya::view::Content;
use yew::LocalServerRenderer;

const STORY: &str = "عنوان الخبر بلا نقطة في آخره\nلقاء بين الوزيرين في مقر الحكومة الجديد (رويترز)\n\
                     قال وزير المالية سامي منصور \"نعود غدا إلى <تونس> & مصر\" أمام حشد كبير من الصحفيين.\nالمصدر : الجزيرة + وكالات";

async fn rendered(ui: Lang) -> String {
    let article = plain::article(STORY, &Options::default());
    let set = support::engine(&Lang::ALL).annotate(&article);
    let content = Content::new(Rc::new(article), Rc::new(set));
    let props = Props {
        content,
        is_ready: true,
        ui,
        page: None,
        painter: Default::default(),
        encyclopedia: None,
        remote: Default::default(),
        failure: None,
    };
    LocalServerRenderer::<Annotated>::with_props(props).hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn the_article_is_semantic_and_its_text_escaped() {
    let html = rendered(Lang::Ar).await;
    for part in ["<h1", "<figcaption", "<footer", "dir=\"rtl\"", "lang=\"ar\"", "&lt;تونس&gt; &amp; مصر"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<تونس>"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_legend_counts_and_the_machine_is_named_in_both_languages() {
    for (ui, note, people) in [(Lang::Ar, "آليًّا", "أشخاص"), (Lang::En, "made by machine", "People")] {
        let html = rendered(ui).await;
        assert!(html.contains(note), "{note} in {html}");
        assert!(html.contains(people) && html.contains("aria-pressed=\"true\""), "{html}");
        assert!(html.contains("role=\"dialog\"") && html.contains("hidden"), "{html}");
    }
}
