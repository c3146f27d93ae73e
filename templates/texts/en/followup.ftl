# The red thread: goals, commitments, the way between goal and result, the action plan.

thread-title = The red thread
thread-heading = From goal to result { $year }
thread-lead = What the municipality wants to reach, how one sees whether it goes the right way, who has undertaken what, and what came of it. The thread can be walked both ways.
thread-years = Another year
thread-goal = Goal
thread-summary = { $things } hang together here.
thread-summary-done = { $done } of { $count } commitments are done.
thread-goals = { $count ->
    [one] 1 goal
   *[other] { $count } goals
}
thread-indicators = { $count ->
    [one] 1 indicator
   *[other] { $count } indicators
}
thread-commitments = { $count ->
    [one] 1 commitment
   *[other] { $count } commitments
}
thread-measures = { $count ->
    [one] 1 measure
   *[other] { $count } measures
}
thread-empty = No goals yet
thread-empty-text = Here stand the goals of the municipality's plans, what shows whether they are reached, and what committees and departments do for them.

thread-step-indicators = What shows whether we get there
thread-step-commitments = What committees and departments do
thread-no-indicators = No indicator shows whether the goal is reached.
thread-no-commitments = Nobody has undertaken anything for the goal.
thread-target = Target:
thread-outcome = Latest outcome:
thread-result = Result
thread-titles-within = The names of measures are read within the working group.

thread-progress-nothing = without measures
thread-progress-late = late
thread-progress-not_begun = not begun
thread-progress-under_way = under way
thread-progress-done = done
thread-progress-verified = done and verified
thread-tally-nothing = { $count ->
    [one] 1 declined
   *[other] { $count } declined
}
thread-tally-late = { $count ->
    [one] 1 late
   *[other] { $count } late
}
thread-tally-not_begun = { $count ->
    [one] 1 not begun
   *[other] { $count } not begun
}
thread-tally-under_way = { $count ->
    [one] 1 under way
   *[other] { $count } under way
}
thread-tally-done = { $count ->
    [one] 1 done
   *[other] { $count } done
}
thread-tally-verified = { $count ->
    [one] 1 done and verified
   *[other] { $count } done and verified
}

thread-loose = What hangs loose
thread-loose-lead = None of this is wrong in itself. But what does not hang together cannot be followed from goal to result.
thread-nothing-loose = Nothing hangs loose: every goal has an indicator, every commitment a measure, and every measure a commitment.
thread-loose-goals = { $count ->
    [one] 1 goal has no indicator. So nobody can see whether it is reached.
   *[other] { $count } goals have no indicator. So nobody can see whether they are reached.
}
thread-loose-indicators = { $count ->
    [one] 1 indicator belongs to no goal.
   *[other] { $count } indicators belong to no goal.
}
thread-loose-commitments = { $count ->
    [one] 1 commitment has no measure.
   *[other] { $count } commitments have no measure.
}
thread-loose-title = Measures without a commitment
thread-loose-measures = { $count ->
    [one] 1 measure of { $year } belongs to no commitment.
   *[other] { $count } measures of { $year } belong to no commitment.
}
thread-loose-measures-show = Show the measures

thread-parts = More of the follow-up
thread-part-indicators = Indicators
thread-part-indicators-about = Outcomes, targets and margins of error, year by year
thread-part-crime = Reported crime
thread-part-crime-about = Brå's statistics for municipality, county and country
thread-part-funds = Funds and grants
thread-part-funds-about = Trygghetsmiljonen: proposals, decisions and what came of them
thread-part-costs = Costs of guard services
thread-part-costs-about = By department and year, with what is missing
thread-part-meetings = The council's meetings
thread-part-meetings-about = Agendas, decisions and what they led to
thread-part-statutory = The picture that the law asks for
thread-part-statutory-about = Every second year, with an action plan (2023:196)
thread-part-classifications = The police's classes of areas
thread-part-classifications-about = Dated facts with their source
thread-part-audit = The auditors' questions
thread-part-audit-about = Six questions, answered with today's figures

thread-of-measure = The measure's way to the goal
thread-of-indicator = The indicator's way to the goal
thread-to-measure = To the measure
thread-to-indicator = All outcomes and targets
thread-way = The way back
thread-way-commitment = Belongs to the commitment
thread-way-goal = Which is for the goal
thread-measure-loose = The measure belongs to no commitment.
thread-indicator-loose = The indicator belongs to no goal.
thread-measure-tie = Add a commitment
thread-measure-commitment = Commitment of the measure's year
thread-measure-none-offered = There is no commitment of the same year to choose.
measure-thread = Goals and commitments

thread-meanwhile = Somebody else has changed it meanwhile
thread-meanwhile-lead = This is what it says now. What you wrote is still below. If you save again, yours counts.

goal-new = New goal
goal-edit = Change the goal
goal-form-lead = Write the goal as the plan says it, so that it can be recognised.
goal-code = Number
goal-code-hint = As in the plan, for example 6:1.
goal-code-missing = Write the goal's number.
goal-code-taken = Another goal has that number.
goal-name = Goal
goal-name-hint = In one sentence.
goal-name-missing = Write what the goal is.
goal-description = Explanation
goal-plan = Plan
goal-plan-hint = The plan or decision that the goal stands in.
goal-plan-decided = Plan decided
goal-plan-decided-hint = So that one sees how old the plan is.
goal-from-year = From year
goal-to-year = To year
goal-to-year-hint = Empty when it has no end.
goal-year-unreadable = Write a year between 2000 and 2100.
goal-day-unreadable = Write the day as 2026-11-19.
goal-years-order = The last year cannot come before the first.
goal-from-year-on = from { $year }
goal-decided-on = decided { $day }
goal-save = Save the goal
goal-remove = Remove the goal
goal-remove-lead = Nobody has undertaken anything for the goal, so it can be removed.
goal-has-commitments = The goal cannot be removed: something is undertaken for it.
goal-choose-indicators = Choose indicators
goal-indicators = Indicators
goal-indicators-hint = What shows whether the goal is reached.
goal-indicators-save = Save the choice
goal-no-indicators = There are no indicators to choose yet.
flash-goal-added = The goal is saved.
flash-goal-already = The goal was there already.
flash-goal-changed = The change is saved.
flash-goal-removed = The goal is removed.

commitment-new = New commitment
commitment-edit = Change the commitment
commitment-form-lead = A commitment is what a committee or department has promised to do in a year.
commitment-goal = For the goal
commitment-goal-choose = Choose a goal
commitment-goal-missing = Choose which goal the commitment is for.
commitment-committee = Committee or department
commitment-committee-hint = As it is called. No names of persons.
commitment-committee-missing = Write who has undertaken it.
commitment-year = Year
commitment-title = Commitment
commitment-title-hint = What is to be done, in one sentence.
commitment-title-missing = Write what is to be done.
commitment-description = Explanation
commitment-save = Save the commitment
commitment-remove = Remove the commitment
commitment-remove-lead = The measures stay, but no longer belong to the commitment.
commitment-measures = Measures
commitment-no-measures = No measure belongs to the commitment yet.
commitment-untie = Remove from here
commitment-tie = Add measures
commitment-tie-send = Add
commitment-search = Search the measures
commitment-search-hint = Without words, the latest of the same year that belong to no commitment are shown.
commitment-search-go = Search
commitment-offered = Measures to add
commitment-none-offered = No measures to add.
flash-commitment-added = The commitment is saved.
flash-commitment-already = The commitment was there already.
flash-commitment-changed = The change is saved.
flash-commitment-removed = The commitment is removed. The measures stay.
flash-commitment-tied = The measure now belongs to the commitment.
flash-commitment-untied = The measure no longer belongs to the commitment.
flash-commitment-unchanged = Nothing was changed.

plan-title = Action plan { $year }
plan-lead = Goals, commitments and measures as they stand on { $day }.
plan-empty = There are no goals for the year.
plan-indicator = Indicator
plan-outcome = Latest outcome
plan-target = Target
plan-commitment = Commitment
plan-measures = Measures

audit-subject-goal = goal
audit-subject-commitment = commitment
