//! Which checks a newsroom wants, and how much they count: a JSON file `{"format": "hashiya-profile/1", "checks": {"source-line": true,
//! "anonymous-source": false, "weekday": "error"}}`.

use super::{Level, Rule};
use crate::error::{Error, Result};
use crate::model::Json;

/// The name and version of the format.
const FORMAT: &str = "hashiya-profile/1";

/// Which rules count, and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// In the order of [`Rule::ALL`]; none for what is off.
    levels: [Option<Level>; Rule::ALL.len()],
}

impl Default for Profile {
    /// Every rule but those of house style.
    fn default() -> Profile {
        Profile { levels: Rule::ALL.map(|rule| (!rule.is_house_style()).then(|| rule.level())) }
    }
}

impl Profile {
    /// Reads a profile. What it does not name is as it is without one.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] with a JSON path for whatever is not understood: a check that was meant to be on must not be off.
    pub fn read(json: &Json) -> Result<Profile> {
        let Json::Object(fields) = json else { return Err(invalid("$", "it is not an object")) };
        if json.get("format").and_then(Json::text) != Some(FORMAT) {
            return Err(invalid("$.format", &format!("it is not \"{FORMAT}\"")));
        }
        let mut profile = Profile::default();
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("format", _) => {}
                ("checks", Json::Object(checks)) => {
                    checks.iter().try_for_each(|(code, wish)| profile.set(code, wish))?;
                }
                ("checks", _) => return Err(invalid("$.checks", "it is not an object of codes")),
                (unknown, _) => {
                    return Err(invalid(
                        &format!("$.{unknown}"),
                        "it is not known; a profile has \"format\" and \"checks\"",
                    ));
                }
            }
        }
        Ok(profile)
    }

    /// A profile of one rule.
    #[cfg(all(test, feature = "cli"))]
    pub fn only(rule: Rule) -> Profile {
        Profile { levels: Rule::ALL.map(|other| (other == rule).then(|| rule.level())) }
    }

    /// How much `rule` counts; none where it is off.
    pub fn level(&self, rule: Rule) -> Option<Level> {
        self.levels[rule as usize]
    }

    fn set(&mut self, code: &str, wish: &Json) -> Result<()> {
        let path = format!("$.checks.{code}");
        let codes = || Rule::ALL.map(Rule::code).join(", ");
        let rule = Rule::ALL.into_iter().find(|rule| rule.code() == code);
        let rule = rule.ok_or_else(|| invalid(&path, &format!("there is no such check; it is one of {}", codes())))?;
        let named = wish.text().and_then(|name| Level::ALL.into_iter().find(|level| level.as_str() == name));
        self.levels[rule as usize] = match (wish, named) {
            (Json::Bool(is_on), _) => is_on.then(|| rule.level()),
            (_, Some(level)) => Some(level),
            _ => return Err(invalid(&path, "it is not true, false, \"note\", \"warning\" or \"error\"")),
        };
        Ok(())
    }
}

fn invalid(path: &str, reason: &str) -> Error {
    Error::InvalidInput { path: path.to_owned(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Profile> {
        Profile::read(&serde_json::from_str::<serde_json::Value>(text).expect("JSON").into())
    }

    #[test]
    fn house_style_is_off_until_a_profile_turns_it_on() {
        assert!(Rule::ALL.iter().all(|&rule| Profile::default().level(rule).is_none() == rule.is_house_style()));
        let profile = read(r#"{"format": "hashiya-profile/1", "checks": {"source-line": true}}"#).unwrap();
        assert_eq!(profile.level(Rule::SourceLine), Some(Level::Warning));
        assert_eq!(profile.level(Rule::ImageCredit), None);
    }

    #[test]
    fn a_check_can_be_turned_off_or_weighed() {
        let checks = r#"{"anonymous-source": false, "weekday": "error"}"#;
        let profile = read(&format!(r#"{{"format": "hashiya-profile/1", "checks": {checks}}}"#)).unwrap();
        assert_eq!(profile.level(Rule::AnonymousSource), None);
        assert_eq!(profile.level(Rule::Weekday), Some(Level::Error));
        assert_eq!(profile.level(Rule::QuotationMarks), Some(Level::Warning));
    }

    #[test]
    fn what_is_not_understood_is_an_error_with_its_path() {
        for (json, told) in [
            (r#"{"checks": {}}"#, "$.format: it is not \"hashiya-profile/1\""),
            (r#"{"format": "hashiya-profile/1", "rules": {}}"#, "$.rules: it is not known; a profile has"),
            (r#"{"format": "hashiya-profile/1", "checks": []}"#, "$.checks: it is not an object"),
            (
                r#"{"format": "hashiya-profile/1", "checks": {"weekdays": true}}"#,
                "$.checks.weekdays: there is no such check; it is one of unattributed-quote, ",
            ),
            (
                r#"{"format": "hashiya-profile/1", "checks": {"weekday": 1}}"#,
                "$.checks.weekday: it is not true, false, \"note\", \"warning\" or \"error\"",
            ),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.to_string().starts_with(told), "{error}");
        }
    }
}
