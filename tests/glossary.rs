//! The newsroom's glossary at work: its names win, and what it wants never marked leaves no trace.

mod support;

use std::rc::Rc;

use hashiya::Engine;
use hashiya::engine::Memory;
use hashiya::exchange::json;
use hashiya::import::{Options, plain};
use hashiya::lang::Glossary;
use hashiya::model::{AnnotationSet, Entity, EntityType, Lang, Mark};

fn glossary(csv: &str) -> Rc<Glossary> {
    let mut glossary = Glossary::default();
    let problems = glossary.add_csv(csv).expect("a glossary");
    assert!(problems.is_empty(), "{problems:?}");
    Rc::new(glossary)
}

fn annotated(csv: &str, text: &str) -> AnnotationSet {
    engine(csv).annotate(&plain::article(text, &Options::default()))
}

fn engine(csv: &str) -> Engine {
    support::engine(&Lang::ALL).with_glossary(glossary(csv))
}

/// The words of the mentions of `entity`, in the order of the text.
fn mentions<'t>(set: &AnnotationSet, text: &'t str, entity: &str) -> Vec<&'t str> {
    let marks = set.annotations.iter().filter(|annotation| match annotation.mark {
        Mark::Entity(mention) => set.entity(mention.entity).name == entity,
        _ => false,
    });
    marks.map(|mark| mark.span.of(text)).collect()
}

#[track_caller]
fn entity<'s>(set: &'s AnnotationSet, name: &str) -> &'s Entity {
    let found = set.entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| panic!("no {name:?} among {:?}", set.entities))
}

/// All that is said of an article, as the command line writes it, but for the article itself.
fn said(csv: &str, text: &str) -> String {
    let article = plain::article(text, &Options::default());
    let set = engine(csv).annotate(&article);
    let mut said = serde_json::from_str::<serde_json::Value>(&json::write(&article, &set)).unwrap();
    said["text"] = "".into();
    said.to_string()
}

const HEADER: &str = "name,spellings,type,description,link,never\n";

#[test]
fn the_newsrooms_names_win_over_lexicon_rules_and_tagger() {
    let csv =
        format!("{HEADER}Paris,,ORG,A band,,\nRiverton Council,,ORG,,,\nسامي منصور,,ORG,,,\nnorthwind,,MISC,,,\n");
    let text = "Mayor Daniel Paris saw Paris with the Riverton Council in a northwind.";
    let set = annotated(&csv, text);
    assert_eq!(mentions(&set, text, "Paris"), ["Paris", "Paris"]);
    assert_eq!(entity(&set, "Paris").kind, EntityType::Org);
    assert_eq!(entity(&set, "Paris").note.as_ref().unwrap().description.as_deref(), Some("A band"));
    assert_eq!(mentions(&set, text, "northwind"), ["northwind"]);
    let text = "قال الوزير لسامي منصور كلاما. وسامي منصور حاضر.";
    let set = annotated(&csv, text);
    assert_eq!(mentions(&set, text, "سامي منصور"), ["سامي منصور", "سامي منصور"]);
    assert_eq!(entity(&set, "سامي منصور").kind, EntityType::Org);
}

#[test]
fn a_clitic_is_no_part_of_a_name_and_a_name_no_part_of_a_word() {
    let csv = format!("{HEADER}الحدث,,ORG,,,\nسام,,ORG,,,\nطه حسني,,PER,,,\n");
    for (text, name, expected) in [
        ("وقالت للحدث إن الأمر انتهى.", "الحدث", vec!["لحدث"]),
        ("وصل بسام إلى القاهرة.", "سام", vec![]),
        ("كتب لطه حسني رسالة.", "طه حسني", vec!["طه حسني"]),
    ] {
        assert_eq!(mentions(&annotated(&csv, text), text, name), expected, "{text}");
    }
}

#[test]
fn spellings_short_forms_and_the_lexicons_entry_are_one_entity() {
    let csv =
        format!("{HEADER}سيرغي شويغو,سيرجي شويجو|Sergei Shoigu,PER,وزير,https://example.org/,\nليبيا,,LOC,بلد,,\n");
    let text = "قال وزير الدفاع الروسي سيرجي شويجو إن \"الأمر واضح\". وأضاف شويجو لسيرغي شويغو كلاما. \
                وصل شويغو إلى ليبيا أمس.";
    let set = annotated(&csv, text);
    let person = entity(&set, "سيرغي شويغو");
    assert_eq!(mentions(&set, text, "سيرغي شويغو"), ["سيرجي شويجو", "شويجو", "سيرغي شويغو", "شويغو"]);
    assert_eq!(person.roles[0].text, "وزير الدفاع الروسي");
    assert_eq!(person.translations, [("en".to_owned(), "Sergei Shoigu".to_owned())]);
    assert_eq!(entity(&set, "ليبيا").wikidata.as_deref(), Some("Q1016"));
    // In a text of the other script the name that can be read there is shown.
    let english = "Sergei Shoigu left. Shoigu had been ill.";
    let set = annotated(&csv, english);
    assert_eq!(mentions(&set, english, "Sergei Shoigu"), ["Sergei Shoigu", "Shoigu"]);
}

#[test]
fn a_longer_name_in_the_article_is_the_listed_person() {
    let csv = format!("{HEADER}رجب أردوغان,,PER,رئيس,,\n");
    let text = "وصل الرئيس التركي رجب طيب أردوغان أمس. والتقى رجب أردوغان الوزير. وغادر أردوغان.";
    assert_eq!(mentions(&annotated(&csv, text), text, "رجب أردوغان"), ["رجب طيب أردوغان", "رجب أردوغان", "أردوغان"]);
}

#[test]
fn a_name_can_be_for_texts_of_one_language_alone() {
    let csv = "name,type,lang\nRiver House,LOC,ar\n";
    assert!(annotated(csv, "She came to River House on Monday.").entities.iter().all(|entity| entity.note.is_none()));
}

/// A story that names a boy in every way a story can, and others of his name.
const STORY: &str = "سامي منصور يعود إلى بيته\nقال الفتى سامي منصور إن \"الطريق كان طويلا جدا\". وأضاف سامي أنه بخير، \
    وتابع منصور \"لن أعود إلى هناك أبدا\".\nوقالت والدة سامي منصور ليلى حداد لسامي أحمد منصور إن البلدة تنتظره. \
    وقالت مدرسة سامي منصور إنها فخورة بسامي.\nوكتب الوزير كريم ناصر رسالة إلى بسّام في ليبيا.\nالمصدر : سامي منصور + وكالات\n";

#[test]
fn a_name_never_to_be_marked_leaves_no_trace() {
    for csv in [
        "name,never\nسامي منصور,yes\n",
        "name,never\nسامي أحمد منصور,yes\n",
        // Also where a row of the glossary names him.
        "name,spellings,type,description,never\nسامي منصور,الفتى,PER,ابن ليلى,\nسامي منصور,,,,نعم\nكريم ناصر,,PER,عمّ سامي منصور,\n",
    ] {
        let said = said(csv, STORY);
        for part in ["سامي", "منصور"] {
            assert!(!said.contains(part), "{part} for {csv} in {said}");
        }
        // The others and the words are still there.
        for part in ["ليبيا", "كريم ناصر", "\"quote\":\"direct\""] {
            assert!(said.contains(part), "{part} for {csv} in {said}");
        }
    }
    assert!(said("name,type\nليبيا,LOC\n", STORY).contains("منصور"), "the story names him");
}

#[test]
fn an_english_name_never_to_be_marked_leaves_no_trace() {
    let text = "Boy found\nBy Danny Whitlock\n\"I am glad to be home,\" Danny Whitlock said. Whitlock added that he was tired. \
                DANNY WHITLOCK, 12, is the son of teacher Helen Moore. President Emmanuel Laurent met Danny in Paris.\n\
                \"We want to see Danny laugh,\" Helen Moore said.\n\
                Danny's mother, Danny Whitlock's teacher and the Danny Whitlock Fund were there.\n(AP Photo/Danny Whitlock)\n";
    let csv = "name,never\nDanny Whitlock,yes\n";
    let said = said(csv, text);
    assert!(!said.to_lowercase().contains("danny") && !said.to_lowercase().contains("whitlock"), "{said}");
    assert!(
        said.contains("Emmanuel Laurent") && said.contains("Paris") && said.contains("\"kind\":\"quote\""),
        "{said}"
    );
}

#[test]
fn roles_references_and_longer_names_say_nothing_that_is_withheld() {
    let text = "Daniel Montalvo, president of Acme Widgets, arrived in Paris on Monday. The president of Acme Widgets left on \
                Tuesday.\n\nSami Ahmed Mansour was arrested in Paris. Mansour said that he was well.\n\n\
                قال سامي بن أحمد منصور، مدير الشركة، إن الشركة بخير. وأضاف منصور أن الأمر انتهى.";
    let csv = "name,type,never\nSami Mansour,PER,yes\nسامي منصور,PER,yes\nAcme Widgets,ORG,yes\n";
    let said = said(csv, text);
    for part in ["Mansour", "منصور", "Acme"] {
        assert!(!said.contains(part), "{part} in {said}");
    }
    assert!(said.contains("Daniel Montalvo"), "{said}");
}

#[test]
fn a_type_never_to_be_marked_is_in_no_role() {
    let set = annotated(
        "name,type,never\n,ORG,yes\n",
        "Daniel Montalvo, the president of Microsoft, left for Paris on Monday.",
    );
    assert_eq!(entity(&set, "Daniel Montalvo").roles, []);
}

#[test]
fn two_organisations_of_the_newsrooms_stay_two() {
    let text = "Acme Widgets (Globex) opened in Paris. Globex said that it was a success.";
    let set = annotated("name,type,description\nAcme Widgets,ORG,Makes widgets\nGlobex,ORG,A rival\n", text);
    assert_eq!(mentions(&set, text, "Globex"), ["Globex", "Globex"]);
}

#[test]
fn a_type_never_to_be_marked_leaves_no_entity_and_no_speaker() {
    let set = annotated("name,type,never\n,PER,yes\n", STORY);
    assert!(set.entities.iter().all(|entity| entity.kind != EntityType::Per) && !set.entities.is_empty());
    let mut quotes = 0;
    for annotation in &set.annotations {
        if let Mark::Quote { speaker, speaker_entity, speaker_name, .. } = &annotation.mark {
            quotes += 1;
            let entity = speaker_entity.map(|id| set.entity(id).kind);
            assert!(entity.is_some() || (speaker.is_none() && speaker_name.is_none()), "{annotation:?}");
        }
    }
    assert!(quotes > 0);
}

#[test]
fn an_edit_read_again_with_a_glossary_gives_what_a_first_reading_gives() {
    let csv = format!("{HEADER}ليلى حداد,,PER,,,\nسامي منصور,,,,,yes\n");
    let engine = engine(&csv);
    let mut memory = Memory::default();
    let edited = STORY.replace("كريم ناصر", "سامي منصور");
    for text in [STORY, &edited, STORY] {
        let article = plain::article(text, &Options::default());
        assert_eq!(engine.annotate_again(&article, &mut memory), engine.annotate(&article));
    }
}
