use super::*;
use crate::model::Json;

fn csv(text: &str) -> (Glossary, Vec<String>) {
    let mut glossary = Glossary::default();
    let problems = glossary.add_csv(text).expect("a glossary");
    (glossary, problems.iter().map(|problem| format!("{}:{}", problem.place, problem.code)).collect())
}

fn text(value: &str) -> Json {
    Json::Text(value.to_owned())
}

fn object(fields: &[(&str, Json)]) -> Json {
    Json::Object(fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

/// The name that begins `words`, and how many tokens it takes.
fn found(glossary: &Glossary, words: &str) -> Option<(String, usize)> {
    let lang = script(words);
    let tokens = token::tokens(words, Span::new(0, words.len()), lang);
    let hit = glossary.named(&tokens[0].key, &tokens[0], &tokens[1..], lang)?;
    Some((hit.row.name().to_owned(), hit.tokens))
}

#[test]
fn the_longest_name_is_found_in_each_of_its_spellings() {
    let (glossary, problems) =
        csv("name,spellings,type\nRiverton,,LOC\nRiverton Council,Council of Riverton|R.C.,ORG\n");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(found(&glossary, "Riverton is far"), Some(("Riverton".to_owned(), 1)));
    assert_eq!(found(&glossary, "Riverton Council met"), Some(("Riverton Council".to_owned(), 2)));
    assert_eq!(found(&glossary, "Riverton-Council met"), Some(("Riverton Council".to_owned(), 3)));
    assert_eq!(found(&glossary, "Council of Riverton"), Some(("Riverton Council".to_owned(), 3)));
    assert_eq!(found(&glossary, "R.C. met").map(|(name, _)| name), Some("Riverton Council".to_owned()));
    assert_eq!(found(&glossary, "Council of"), None);
}

#[test]
fn names_count_as_they_are_capitalised() {
    let (glossary, _) = csv("name,type\nWatch,ORG\nWHIM,ORG\neBrook,ORG\nJan van Riel,PER\n");
    for (words, is_found) in [
        ("Watch", true),
        ("WATCH", true),
        ("watch", false),
        ("WHIM", true),
        ("Whim", false),
        ("eBrook", true),
        ("EBROOK", true),
        ("Jan Van Riel", true),
        ("jan van riel", false),
    ] {
        assert_eq!(found(&glossary, words).is_some(), is_found, "{words}");
    }
}

#[test]
fn loose_arabic_spelling_is_one_spelling() {
    let (glossary, _) = csv("name,type\nمؤسسة أبو الهدى,ORG\n");
    assert!(found(&glossary, "مؤسسه ابو الهدي").is_some());
    assert!(found(&glossary, "مُؤسّـسة أبو الهدى").is_some());
}

#[test]
fn delimiters_quotation_marks_and_line_ends_are_told_by_the_file() {
    for file in [
        "\u{FEFF}name;type;description\r\nNora Castellan;PER;\"a; b\nc\"\r\n\r\nAda Wells;NO;\r\n",
        "Name\tTYPE\tdescription\nNora Castellan\tPER\t\"a; b\nc\"\n\nAda Wells\tNO",
    ] {
        let (glossary, problems) = csv(file);
        assert_eq!(glossary.rows[0].note.description.as_deref(), Some("a; b c"));
        // The description takes two lines, and one is empty.
        assert_eq!(problems, ["5:unknown-type"]);
    }
}

#[test]
fn bad_rows_are_told_with_their_line_and_the_rest_loads() {
    let (glossary, problems) = csv("name,spellings,type,link,lang,never,team\n\
        Nora Castellan,,PER,javascript:alert(1),,,x\n\
        ,,PER,,,,\n\
        Ada Wells,,PERS,,,,\n\
        Castellan Trust,Nora Castellan,ORG,,,,\n\
        Lake House,,LOC,https://example.org/a b,fr,,\n\
        River House,,LOC,,,,,more\n\
        Mill House,,LOC,,,maybe,\n\
        Sea House,,LOC,https://example.org/,en,no,\n");
    let expected = [
        "1:unknown-field",
        "2:invalid-link",
        "3:missing-name",
        "4:unknown-type",
        "5:duplicate-name",
        "6:unknown-language",
        "6:invalid-link",
        "7:invalid-row",
        "8:unclear-never",
    ];
    assert_eq!(problems, expected);
    assert_eq!(found(&glossary, "Nora Castellan"), Some(("Nora Castellan".to_owned(), 2)));
    assert!(found(&glossary, "Castellan Trust").is_some() && found(&glossary, "Lake House").is_some());
    assert!(found(&glossary, "Sea House").is_some() && found(&glossary, "River House").is_none());
    // Neither yes nor no: rather a mark too few.
    assert!(found(&glossary, "Mill House").is_none() && glossary.is_never_in("the Mill House"));
}

#[test]
fn a_problem_says_what_where_and_what_would_be_right() {
    let mut glossary = Glossary::default();
    let problems = glossary.add_csv("name,type\nAda Wells,PERS\n").unwrap();
    let expected =
        "2: the type \"PERS\" is not known, so the row is left out; write PER, ORG, LOC or MISC [unknown-type]";
    assert_eq!(problems[0].to_string(), expected);
    let rows = Json::List(vec![object(&[("name", text("Ada Wells"))]), object(&[("type", text("PER"))])]);
    let problems = glossary.add_json(&object(&[("names", rows)])).unwrap();
    let places: Vec<String> = problems.iter().map(|problem| problem.place.to_string()).collect();
    assert_eq!(places, ["$.names[0].type", "$.names[1].name"]);
}

#[test]
fn never_marked_names_are_found_however_they_are_written() {
    let (glossary, problems) =
        csv("name,spellings,type,never\nسامي أحمد منصور,,,yes\nDaniel Whit,Danny W.,PER,true\n,,MISC,yes\n");
    assert!(problems.is_empty(), "{problems:?}");
    for text in ["قال سامي أحمد منصور", "لسامي منصور", "daniel WHIT's mother", "Danny W. left", "سامي\nأحمد منصور"]
    {
        assert!(glossary.is_never_in(text), "{text}");
    }
    for text in ["سامي", "منصور", "Daniel", "Whit"] {
        assert!(!glossary.is_never_in(text), "{text}");
    }
    assert!(glossary.is_never_type(EntityType::Misc) && !glossary.is_never_type(EntityType::Per));
}

#[test]
fn cells_that_have_moved_do_not_unprotect_a_name() {
    let (glossary, problems) = csv("name,type,description,never\nDaniel Whit,PER,a boy, of Leeds,yes\n");
    assert_eq!(problems, ["2:invalid-row"]);
    assert!(glossary.is_never_in("Daniel Whit"));
}

#[test]
fn json_is_a_list_or_an_object_and_never_takes_strings() {
    let mut glossary = Glossary::default();
    let row = object(&[
        ("name", text("Lake House")),
        ("spellings", Json::List(vec![text("The Lake")])),
        ("type", text("place")),
        ("id", text("7")),
    ]);
    let never = object(&[
        ("names", Json::List(vec![text("Daniel Whit"), Json::Null])),
        ("types", Json::List(vec![text("MISC")])),
    ]);
    let problems = glossary.add_json(&object(&[("names", Json::List(vec![row.clone()])), ("never", never)])).unwrap();
    let problems: Vec<String> = problems.iter().map(|problem| format!("{}:{}", problem.place, problem.code)).collect();
    assert_eq!(problems, ["$.never.names[1]:invalid-row", "$.names[0]:unknown-field"]);
    assert!(found(&glossary, "The Lake").is_some() && glossary.is_never_in("Daniel Whit"));
    assert!(Glossary::default().add_json(&Json::List(vec![row])).is_ok());
}

#[test]
fn a_glossary_that_could_not_protect_is_refused() {
    let refused = |text: &str| Glossary::default().add_csv(text).unwrap_err().to_string();
    assert!(refused("").contains("no column is called name"));
    assert!(refused("Ada Wells,PER\n").contains("the first line names the columns"));
    let open = refused("name,type,never\nAda Wells,PER,\nLake \"House,LOC,\n\"Daniel,PER,yes\nTom Reed,PER,yes\n");
    assert!(open.contains("cannot be read: 4: a quotation mark opens here"), "{open}");
    for never in
        [text("Daniel Whit"), object(&[("name", text("x"))]), object(&[("types", Json::List(vec![text("PERS")]))])]
    {
        let error = Glossary::default().add_json(&object(&[("never", never)])).unwrap_err();
        assert_eq!(error.code(), "invalid-glossary");
        assert!(error.to_string().contains("$.never"), "{error}");
    }
}

#[test]
fn hostile_content_is_harmless() {
    let long = "a".repeat(1_000_000);
    let words = "word ".repeat(40);
    let (glossary, problems) =
        csv(&format!("name,type,description\n{long},PER,\n{words},ORG,\nLake\u{202E} House,LOC,<b>{long}\n"));
    assert_eq!(problems, ["2:too-long", "3:too-long", "4:too-long"]);
    assert_eq!(glossary.rows[0].name(), "Lake House");
    let wide = format!("name,type{}\nAda Wells,PER{}\n", ",c".repeat(10_000), ",\"x\"".repeat(10_000));
    let (glossary, problems) = csv(&wide);
    assert_eq!((glossary.len(), problems.len()), (1, 1));
    let (_, problems) = csv(&format!("name,type\nAda Wells,PER{}\n", ",x".repeat(10_000)));
    assert_eq!(problems, ["2:invalid-row"]);
}
