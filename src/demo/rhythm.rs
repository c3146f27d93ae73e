//! How often what happens: by category, season, weekday and hour. The figures are invented, their shape is everyday
//! experience: evenings and weekends, fireworks at New Year and Walpurgis Night, mopeds in summer, dark lamps in autumn.

use jiff::civil::Date;

use super::people::{
    HOUSING, LEISURE, NEIGHBOURS, NIGHT_WALKERS, POLICE, RESCUE, SAFETY_OFFICE, SCHOOLS, SOCIAL, STREETS,
};
use super::spots::Setting;
use crate::incidents::severity::Severity;

/// What is usual of a category.
pub(super) struct Habit {
    /// The category's code.
    pub(super) category: &'static str,
    /// Reports in an ordinary week, in the whole municipality.
    pub(super) weekly: f64,
    /// When in the week and the day.
    pub(super) hours: Hours,
    /// When in the year.
    pub(super) season: Season,
    /// Who tells of it.
    pub(super) tellers: Tellers,
    /// Where.
    pub(super) setting: Setting,
    /// How often nobody saw it, and it was found in the morning.
    pub(super) unseen: f64,
    /// How disturbing it is.
    pub(super) weight: Weight,
}

const fn habit(
    category: &'static str,
    weekly: f64,
    (hours, season): (Hours, Season),
    (tellers, setting): (Tellers, Setting),
    (unseen, weight): (f64, Weight),
) -> Habit {
    Habit { category, weekly, hours, season, tellers, setting, unseen, weight }
}

/// All of them but announced events, which are no chance.
pub(super) const HABITS: [Habit; 32] = {
    use Hours::{AllDay, Daytime, Evening, Night, School};
    use Season::{Dark, Even, Fireworks, Summer, Warm};
    use Setting::{Centres, Homes, Roads};
    use Tellers::{Everyone, Firefighters, Landlords, Officers, Outdoors, Roadworkers, Staff};
    use Weight::{Grave, Light, Middling};
    [
        habit("SKA1", 7.5, (Night, Even), (Landlords, Homes), (0.55, Middling)),
        habit("SKA2", 4.2, (Night, Even), (Landlords, Centres), (0.6, Light)),
        habit("SKA3", 0.9, (Night, Even), (Firefighters, Homes), (0.0, Grave)),
        habit("SKA4", 0.8, (Evening, Fireworks), (Everyone, Homes), (0.0, Middling)),
        habit("SAM1", 3.0, (Evening, Warm), (Outdoors, Homes), (0.0, Light)),
        habit("SAM2", 3.2, (Evening, Even), (Landlords, Homes), (0.05, Middling)),
        habit("SAM3", 3.6, (Evening, Even), (Outdoors, Centres), (0.0, Middling)),
        habit("ORD1", 6.0, (Evening, Warm), (Everyone, Homes), (0.0, Light)),
        habit("ORD2", 2.8, (Evening, Warm), (Outdoors, Centres), (0.0, Light)),
        habit("ORD3", 1.0, (Daytime, Even), (Staff, Centres), (0.0, Middling)),
        habit("NAR1", 2.0, (Evening, Even), (Outdoors, Centres), (0.0, Middling)),
        habit("NAR2", 1.6, (Daytime, Even), (Landlords, Homes), (0.3, Light)),
        habit("VAL1", 0.8, (Evening, Even), (Officers, Centres), (0.0, Grave)),
        habit("VAL2", 0.5, (AllDay, Even), (Staff, Centres), (0.0, Grave)),
        habit("VAL3", 0.4, (Evening, Even), (Officers, Centres), (0.0, Grave)),
        habit("VAL4", 0.2, (AllDay, Even), (Officers, Homes), (0.0, Grave)),
        habit("VAL5", 0.3, (AllDay, Even), (Staff, Centres), (0.0, Grave)),
        habit("TIL1", 1.6, (AllDay, Dark), (Landlords, Homes), (0.8, Middling)),
        habit("TIL2", 0.9, (Night, Even), (Staff, Centres), (0.8, Middling)),
        habit("TIL3", 1.8, (Night, Warm), (Officers, Roads), (0.7, Light)),
        habit("TIL4", 1.0, (Daytime, Even), (Staff, Centres), (0.1, Light)),
        habit("TRA1", 3.6, (Evening, Summer), (Everyone, Roads), (0.0, Middling)),
        habit("TRA2", 1.6, (Daytime, Even), (Roadworkers, Roads), (0.0, Light)),
        habit("MIL1", 5.0, (Daytime, Warm), (Landlords, Homes), (0.3, Light)),
        habit("MIL2", 1.2, (Daytime, Even), (Roadworkers, Roads), (0.1, Light)),
        habit("PLA1", 3.2, (AllDay, Dark), (Roadworkers, Roads), (0.0, Light)),
        habit("PLA2", 1.0, (Daytime, Warm), (Roadworkers, Roads), (0.0, Light)),
        habit("PLA3", 1.0, (Evening, Dark), (Outdoors, Centres), (0.0, Light)),
        habit("PLA4", 1.6, (Daytime, Even), (Landlords, Homes), (0.2, Light)),
        habit("BOE1", 0.5, (AllDay, Even), (Roadworkers, Roads), (0.0, Light)),
        habit("OVR1", 0.6, (School, Even), (Staff, Centres), (0.0, Middling)),
        habit("OVR9", 1.0, (AllDay, Even), (Everyone, Homes), (0.1, Light)),
    ]
};

/// When in the week and the day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hours {
    /// Six in the evening to two, most on Fridays and Saturdays.
    Evening,
    /// Nine in the evening to five.
    Night,
    /// Seven to five, on working days.
    Daytime,
    /// Eight to four, on working days.
    School,
    /// From seven in the morning until midnight.
    AllDay,
}

impl Hours {
    /// How much more than on the average day, Monday first.
    pub(super) fn on_weekday(self, day: Date) -> f64 {
        let factors = match self {
            Self::Evening => [0.7, 0.7, 0.8, 0.9, 1.5, 1.6, 0.8],
            Self::Night => [0.8, 0.8, 0.8, 0.9, 1.4, 1.5, 0.8],
            Self::Daytime => [1.3, 1.2, 1.2, 1.2, 1.1, 0.5, 0.5],
            Self::School => [1.5, 1.4, 1.4, 1.4, 1.3, 0.0, 0.0],
            Self::AllDay => [1.0, 1.0, 1.0, 1.0, 1.1, 1.0, 0.9],
        };
        factors[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())]
    }

    /// The hour of the day and how often; 24 and more are those after midnight.
    pub(super) fn weights(self) -> &'static [(i64, u32)] {
        match self {
            Self::Evening => &[
                (15, 2),
                (16, 3),
                (17, 4),
                (18, 7),
                (19, 10),
                (20, 13),
                (21, 15),
                (22, 13),
                (23, 10),
                (24, 6),
                (25, 3),
            ],
            Self::Night => &[(20, 4), (21, 8), (22, 11), (23, 13), (24, 11), (25, 9), (26, 6), (27, 4), (28, 2)],
            Self::Daytime => &[
                (6, 4),
                (7, 10),
                (8, 12),
                (9, 11),
                (10, 9),
                (11, 7),
                (12, 7),
                (13, 8),
                (14, 8),
                (15, 7),
                (16, 5),
                (17, 3),
            ],
            Self::School => &[(8, 6), (9, 8), (10, 8), (11, 9), (12, 10), (13, 8), (14, 6), (15, 4)],
            Self::AllDay => &[
                (7, 4),
                (9, 5),
                (11, 5),
                (13, 5),
                (15, 7),
                (16, 7),
                (17, 8),
                (18, 8),
                (19, 8),
                (20, 8),
                (21, 7),
                (22, 6),
                (23, 4),
            ],
        }
    }
}

/// When in the year.
#[derive(Clone, Copy, Debug)]
pub(super) enum Season {
    /// All year.
    Even,
    /// New Year and Walpurgis Night.
    Fireworks,
    /// When mopeds are out.
    Summer,
    /// When people are out.
    Warm,
    /// When it gets dark early.
    Dark,
}

impl Season {
    /// How much more than on the average day of the year.
    pub(super) fn on(self, day: Date) -> f64 {
        let by_month = match self {
            Self::Even => [1.0; 12],
            Self::Fireworks => {
                return match (day.month(), day.day()) {
                    (12, 31) => 70.0,
                    (12, 26..=30) => 14.0,
                    (1, 1) => 16.0,
                    (1, 2..=6) => 4.0,
                    (4, 30) => 26.0,
                    (4, 28..=29) => 5.0,
                    (11 | 12, _) => 1.0,
                    _ => 0.5,
                };
            }
            Self::Summer => [0.2, 0.2, 0.5, 1.1, 1.6, 1.9, 1.8, 1.8, 1.4, 0.8, 0.4, 0.3],
            Self::Warm => [0.6, 0.6, 0.8, 1.0, 1.3, 1.4, 1.2, 1.4, 1.2, 1.0, 0.8, 0.7],
            Self::Dark => [1.4, 1.2, 0.9, 0.6, 0.4, 0.3, 0.3, 0.7, 1.2, 1.6, 1.8, 1.6],
        };
        by_month[usize::from(day.month().unsigned_abs()) - 1]
    }
}

/// Who tells of something.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tellers {
    /// Mostly the housing company.
    Landlords,
    /// Mostly those who are out in the evening.
    Outdoors,
    /// Mostly those who look after streets.
    Roadworkers,
    /// Mostly the rescue service.
    Firefighters,
    /// Mostly the police.
    Officers,
    /// Mostly schools, youth clubs and social services.
    Staff,
    /// Nobody more than others.
    Everyone,
}

impl Tellers {
    /// Organisations and how often each.
    pub(super) fn organisations(self) -> &'static [(&'static str, u32)] {
        match self {
            Self::Landlords => {
                &[(HOUSING, 60), (STREETS, 14), (NEIGHBOURS, 8), (NIGHT_WALKERS, 5), (SCHOOLS, 6), (POLICE, 7)]
            }
            Self::Outdoors => &[
                (NEIGHBOURS, 24),
                (NIGHT_WALKERS, 22),
                (LEISURE, 20),
                (POLICE, 12),
                (HOUSING, 12),
                (SAFETY_OFFICE, 10),
            ],
            Self::Roadworkers => {
                &[(STREETS, 55), (HOUSING, 18), (NEIGHBOURS, 12), (SAFETY_OFFICE, 8), (NIGHT_WALKERS, 7)]
            }
            Self::Firefighters => &[(RESCUE, 70), (HOUSING, 18), (POLICE, 12)],
            Self::Officers => &[(POLICE, 62), (HOUSING, 14), (SAFETY_OFFICE, 8), (NEIGHBOURS, 8), (LEISURE, 8)],
            Self::Staff => &[(SCHOOLS, 32), (LEISURE, 26), (SOCIAL, 22), (SAFETY_OFFICE, 10), (POLICE, 10)],
            Self::Everyone => &[
                (HOUSING, 26),
                (NEIGHBOURS, 18),
                (NIGHT_WALKERS, 14),
                (LEISURE, 12),
                (STREETS, 12),
                (POLICE, 8),
                (SAFETY_OFFICE, 5),
                (RESCUE, 5),
            ],
        }
    }
}

/// How disturbing something is, on the whole.
#[derive(Clone, Copy, Debug)]
pub(super) enum Weight {
    /// Hardly.
    Light,
    /// Somewhat.
    Middling,
    /// Very.
    Grave,
}

impl Weight {
    /// Each severity and how often.
    pub(super) fn severities(self) -> [(Severity, u32); 3] {
        let [low, medium, high] = match self {
            Self::Light => [60, 34, 6],
            Self::Middling => [25, 58, 17],
            Self::Grave => [5, 40, 55],
        };
        [(Severity::Low, low), (Severity::Medium, medium), (Severity::High, high)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incidents::category::{Kind, categories};
    use jiff::civil::date;

    #[test]
    fn every_category_but_announced_events_has_a_habit() {
        let planned = |code: &str| categories().iter().any(|one| one.code == code && one.kind == Kind::PlannedEvent);
        let expected: Vec<&str> =
            categories().iter().map(|one| one.code.as_str()).filter(|code| !planned(code)).collect();
        let mut drawn: Vec<&str> = HABITS.iter().map(|habit| habit.category).collect();
        drawn.sort_by_key(|code| expected.iter().position(|known| known == code));
        assert_eq!(drawn, expected);
    }

    #[test]
    fn bangers_belong_to_new_year_mopeds_to_summer_and_dark_lamps_to_autumn() {
        let (new_year, july, november) = (date(2025, 12, 31), date(2026, 7, 10), date(2026, 11, 10));
        assert!(Season::Fireworks.on(new_year) > 50.0 * Season::Fireworks.on(july));
        assert!(Season::Summer.on(july) > 3.0 * Season::Summer.on(november));
        assert!(Season::Dark.on(november) > 3.0 * Season::Dark.on(july));
    }
}
