//! Texts that repeat themselves: results, weather, prices and live blogs, in Arabic and English, made by a seed. Every row has its words
//! in common with others, many have their neighbours in common, too.

use fastrand::Rng;

type Names = [&'static [&'static str]; 2];

const TEAMS: Names = [
    &[
        "الأهلي",
        "الزمالك",
        "الإسماعيلي",
        "المصري",
        "سموحة",
        "بيراميدز",
        "إنبي",
        "طلائع الجيش",
        "المقاولون العرب",
        "الاتحاد السكندري",
        "غزل المحلة",
        "فاركو",
        "البنك الأهلي",
        "سيراميكا كليوباترا",
        "الداخلية",
        "أسوان",
    ],
    &[
        "Arsenal",
        "Chelsea",
        "Everton",
        "Leeds United",
        "Leicester City",
        "Fulham",
        "Burnley",
        "Aston Villa",
        "Crystal Palace",
        "Norwich City",
        "Watford",
        "Southampton",
        "West Ham United",
        "Manchester City",
        "Manchester United",
        "Newcastle United",
    ],
];
const PLAYERS: Names = [
    &[
        "أحمد فتحي",
        "محمد هاني",
        "عمرو السولية",
        "كريم حافظ",
        "ياسر إبراهيم",
        "رامي ربيعة",
        "محمود علاء",
        "طارق حامد",
        "أيمن أشرف",
        "مصطفى محمد",
        "إمام عاشور",
        "حسين الشحات",
    ],
    &[
        "Tom Barlow",
        "James Hill",
        "Adam Webster",
        "Luke Ayling",
        "Harry Winks",
        "Ben Mee",
        "Jack Cork",
        "Nathan Redmond",
        "Dan Burn",
        "Sam Johnstone",
        "Mason Holgate",
        "Joe Rodon",
    ],
];
const CITIES: Names = [
    &[
        "القاهرة",
        "الإسكندرية",
        "بيروت",
        "دمشق",
        "عمّان",
        "بغداد",
        "الرياض",
        "جدة",
        "الدوحة",
        "أبوظبي",
        "دبي",
        "مسقط",
        "صنعاء",
        "الخرطوم",
        "طرابلس",
        "تونس",
        "الجزائر",
        "الرباط",
    ],
    &[
        "Lisbon",
        "Madrid",
        "Paris",
        "London",
        "Dublin",
        "Brussels",
        "Berlin",
        "Vienna",
        "Prague",
        "Warsaw",
        "Rome",
        "Athens",
        "Oslo",
        "Stockholm",
        "Helsinki",
        "Zurich",
        "Geneva",
        "Milan",
    ],
];
const SKIES: Names = [
    &["مشمس", "غائم جزئيا", "غائم", "أمطار خفيفة", "أمطار رعدية", "غبار عالق"],
    &["sunny", "partly cloudy", "cloudy", "light rain", "thunderstorms", "fog"],
];
const GOODS: Names = [
    &[
        "طماطم بلدي",
        "بطاطس",
        "بصل أحمر",
        "خيار",
        "فلفل أخضر",
        "باذنجان",
        "كوسة",
        "جزر",
        "برتقال",
        "موز",
        "تفاح أحمر",
        "عنب",
        "أرز أبيض",
        "سكر",
        "زيت ذرة",
        "زيت زيتون",
    ],
    &[
        "tomatoes",
        "potatoes",
        "red onions",
        "cucumbers",
        "green peppers",
        "aubergines",
        "courgettes",
        "carrots",
        "oranges",
        "bananas",
        "red apples",
        "grapes",
        "white rice",
        "sugar",
        "maize oil",
        "olive oil",
    ],
];

/// The names in lists: of clubs, people, places and goods.
pub fn names() -> Vec<&'static str> {
    [TEAMS, PLAYERS, CITIES, GOODS].concat().concat()
}

/// A list of some sort in one of the languages, of 40 to 160 rows.
pub fn list(random: &mut Rng) -> String {
    let lang = random.usize(..2);
    let rows = random.usize(40..160);
    let row = [result, weather, price, live][random.usize(..4)];
    (0..rows).map(|at| row(random, lang, at) + "\n").collect()
}

fn one(random: &mut Rng, names: Names, lang: usize) -> &'static str {
    names[lang][random.usize(..names[lang].len())]
}

fn result(random: &mut Rng, lang: usize, at: usize) -> String {
    if at.is_multiple_of(9) {
        let day = at / 9 + 1;
        return [format!("نتائج الجولة {day}"), format!("Results of matchday {day}")][lang].clone();
    }
    let (home, away) = (one(random, TEAMS, lang), one(random, TEAMS, lang));
    format!("{home} {} - {} {away}", random.usize(..5), random.usize(..5))
}

fn weather(random: &mut Rng, lang: usize, at: usize) -> String {
    let cities = CITIES[lang];
    if at.is_multiple_of(cities.len() + 1) {
        let day = at / cities.len() + 1;
        return [format!("الطقس يوم {day} مارس"), format!("The weather on {day} March")][lang].clone();
    }
    let city = cities[at % (cities.len() + 1) - 1];
    let (high, low, sky) = (random.usize(18..34), random.usize(6..18), one(random, SKIES, lang));
    match lang {
        0 => format!("{city}: {sky}، العظمى {high} درجة والصغرى {low} درجة"),
        _ => format!("{city}: {sky}, a high of {high} and a low of {low} degrees"),
    }
}

fn price(random: &mut Rng, lang: usize, at: usize) -> String {
    let goods = GOODS[lang];
    let good = goods[at % goods.len()];
    let (now, before, part) = (random.usize(8..60), random.usize(8..60), random.usize(..4) * 25);
    match lang {
        0 => format!("{good}: {now}.{part:02} جنيه للكيلوغرام (الأسبوع الماضي {before} جنيها)"),
        _ => format!("{good}: {now}.{part:02} pounds a kilogram (last week {before} pounds)"),
    }
}

fn live(random: &mut Rng, lang: usize, at: usize) -> String {
    let minutes = 12 * 60 + at * 2 + random.usize(..2);
    let (player, other) = (one(random, PLAYERS, lang), one(random, PLAYERS, lang));
    let team = one(random, TEAMS, lang);
    let told = match (lang, random.usize(..6)) {
        (0, 0) => format!("ركلة ركنية لصالح {team} ينفذها {player}"),
        (0, 1) => format!("هدف! {player} يسجل لفريق {team} بعد تمريرة من {other}"),
        (0, 2) => format!("بطاقة صفراء للاعب {team} {player} بعد تدخل على {other}"),
        (0, 3) => format!("تسلل على {player} لاعب {team}"),
        (0, 4) => format!("تبديل في صفوف {team}: خروج {player} ودخول {other}"),
        (0, _) => format!("تسديدة من {player} بجوار القائم"),
        (_, 0) => format!("Corner for {team}, taken by {player}."),
        (_, 1) => format!("Goal! {player} scores for {team} after a pass from {other}."),
        (_, 2) => format!("Yellow card for {player} of {team} after a foul on {other}."),
        (_, 3) => format!("Offside against {player} of {team}."),
        (_, 4) => format!("Substitution for {team}: {player} off, {other} on."),
        (_, _) => format!("A shot by {player} goes just wide of the post."),
    };
    format!("{:02}:{:02} {told}", minutes / 60, minutes % 60)
}
