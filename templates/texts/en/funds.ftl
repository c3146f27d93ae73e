money-sek = SEK { $amount }
money-more = { $amount } more
money-less = { $amount } less
money-same = the same
money-year-unreadable = Write the year with four digits, for example 2026.
money-imported = { $changed ->
    [0] The file was loaded: { $read } rows. Everything was there already; nothing changed.
    [one] The file was loaded: { $read } rows, of which 1 was new or changed.
   *[other] The file was loaded: { $read } rows, of which { $changed } were new or changed.
  }
money-columns-unknown = We do not know these columns: { $columns }. Take them out of the file, so that nothing is lost unnoticed.
money-repeated = The same thing stands already on line { $line }.

fund-title = Funds and grants
fund-lead = What was called for, what was granted, who in the line organisation answers for it afterwards, and what became of it.
fund-new = New call
fund-none = No calls yet
fund-none-text = This is where the safety fund and other grants stand: proposals, decisions and what the money led to.
fund-caption = Calls, the newest first
fund-call = Call
fund-proposals = Proposals
fund-proposal = Proposal
fund-proposals-caption = Proposals of the call, by district
fund-granted = Granted
fund-granted-of = { $granted } of { $received } proposals got money.
fund-waiting = { $count ->
    [one] 1 waits for a decision.
   *[other] { $count } wait for a decision.
  }
fund-left = { $amount } left
fund-over = { $amount } more than there was
fund-nothing-granted = Nothing has been granted yet.
fund-lead-of = { $districts ->
    [0] { $amount }, to no single district.
    [one] { $amount } to one district.
   *[other] { $amount } to { $districts } districts.
  }
fund-budget = To give
fund-money-left = Left
fund-lack-owner = { $count ->
    [one] Of 1 granted proposal it is not told who in the line organisation answers for it when the project is over.
   *[other] Of { $count } granted proposals it is not told who in the line organisation answers for them when the project is over.
  }
fund-lack-outcome = { $count ->
    [one] Of 1 granted proposal it is not told what became of it.
   *[other] Of { $count } granted proposals it is not told what became of them.
  }
fund-not-kept = { $count ->
    [one] 1 proposal that came in does not stand here.
   *[other] { $count } proposals that came in do not stand here.
  }
fund-no-proposals = No proposals have been written down yet.
fund-by-district = By district and resident
fund-by-district-about = Residents are counted for the same ground as the money. Below the number stands the year they were counted in.
fund-district = District
fund-granted-count = Proposals granted
fund-residents = Residents
fund-residents-unknown = not known
fund-each = Per resident
fund-total = Sum
fund-change = Change the call
fund-change-of = Change { $fund }
fund-import = Load what was granted
fund-import-of = Load what { $fund } granted
fund-import-lead = A table as CSV with the columns district, title and amount_sek. Each row is a proposal that was granted. The same file once more adds nothing, and a corrected amount takes the place of the old one. This is how it can look:
fund-name = What the fund is called
fund-name-hint = For example Trygghetsmiljonen. The year is written apart.
fund-name-missing = Write what the fund is called.
fund-year = Year
fund-budget-field = Kronor to give
fund-kronor-hint = Whole kronor.
fund-received = Proposals that came in
fund-received-hint = Fill it in when more came in than are written down here. Otherwise those that stand here are counted.
fund-received-unreadable = Write a number with digits.
fund-description = What the money is for
fund-description-hint = Purpose, rules and who decides. No names of persons.
fund-open = Open the call
fund-save = Save
fund-known = There is a call of that name for the same year already.
fund-proposal-new = New proposal
fund-proposal-change = Change the proposal
fund-proposal-save = Save the proposal
fund-proposal-title = The proposal in a line
fund-proposal-title-hint = For example Better lighting at Gymnasieparken.
fund-proposal-remove = Remove the proposal
fund-proposal-remove-lead = If it was written down by mistake. A proposal that has been decided cannot be removed.
fund-title-missing = Write what the proposal is.
fund-district-hint = Choose a district, or write for example The whole municipality.
fund-district-missing = Write which district it is for.
fund-asked = Asked for
fund-asked-field = Kronor asked for
fund-asked-for = asked for { $amount }
fund-desk = Decision and follow-up
fund-decide = Decide
fund-decide-again = Correct the decision
fund-decide-send = Save the decision
fund-decision = Decision
fund-decision-waiting = Waits for a decision
fund-decision-granted = Granted
fund-decision-declined = Declined
fund-decision-missing = Choose granted or declined.
fund-decided-on = Day of the decision
fund-day-to-come = That day has not come yet.
fund-reason = Reason for the decision
fund-reason-hint = So that whoever proposed it understands. No names of persons.
fund-reason-missing = Write why.
fund-if-granted = If it is granted
fund-granted-field = Kronor granted
fund-granted-missing = Write how many kronor were granted.
fund-owner = Answers for it afterwards
fund-owner-hint = A function in the line organisation, for example the street unit. It takes over when the project's money is gone.
fund-owner-missing = Write which function in the line organisation answers for it when the project is over.
fund-owner-none = Nobody yet
fund-owner-gap = It is not told who in the line organisation answers for this when the project is over.
fund-ends-on = The project's last day
fund-tell-outcome = Tell what became of it
fund-outcome = What became of it
fund-outcome-hint = What was done and what it led to. No names of persons.
fund-outcome-gap = It is not told what became of it.
fund-measure = The measure it became
fund-measure-hint = So that it can be followed until it is done and verified.
fund-measure-none = No measure
fund-measure-unknown = Choose a measure from the list.
fund-measure-stands = The measure: { $status }
fund-became-measure = Became the measure

cost-title = Costs of guard services
cost-lead = What guards and other security services cost each department. A cost that is not told does not count as zero kronor.
cost-new = New cost
cost-of = { $department } { $year }
cost-none = No costs yet
cost-none-text = This is where the cost of guard services stands, department by department and year by year.
cost-sums = Sums
cost-not-told = not told
cost-nothing-told = No department has told anything.
cost-sum-of = { $count ->
    [one] The sum is of 1 department.
   *[other] The sum is of { $count } departments.
  }
cost-missing = Nothing is told of { $departments }. That cost is not in the sum.
cost-partial = Only a part of the year is in it for { $departments }.
cost-part-through = { $department } (through { $last })
cost-part-unclear = { $department } (it is not told through when)
cost-whole = All departments and the whole year are in it.
cost-by-department = By department
cost-caption = Cost of guard services by department and year
cost-department = Department
cost-department-missing = Write which department it is.
cost-year = Year
cost-total = Sum of what is known
cost-total-lacks = { $count ->
    [one] nothing told of 1 department
   *[other] nothing told of { $count } departments
  }
cost-total-partial = { $count ->
    [one] a part of the year for 1 department
   *[other] a part of the year for { $count } departments
  }
cost-through-in-words = through { $last }
cost-unclear = it is not told through when
cost-compare = Two years side by side
cost-compare-before = From
cost-compare-after = To
cost-compare-show = Compare
cost-compare-caption = Cost of guard services in the two years, and the difference where the years can be compared
cost-difference = Difference
cost-stretch = through { $last } in both years
cost-not-compared = Not compared: { $reasons }.
cost-obstacle-missing = nothing is told of { $year }
cost-obstacle-unclear = it is not told how much of { $year } is in it
cost-obstacle-part = for { $year } only the time through { $last } is in it
cost-sums-compared = The sum of { $after } beside that of { $before }: { $difference }.
cost-sums-not-compared = { $count ->
    [one] The sums of { $before } and { $after } are not compared: for 1 department something is not told, or it is of another part of the year.
   *[other] The sums of { $before } and { $after } are not compared: for { $count } departments something is not told, or it is of another part of the year.
  }
cost-like-for-like = { $count ->
    [one] 1 department tells of the same time in both years: { $sum_before } in { $before } and { $sum_after } in { $after }.
   *[other] { $count } departments tell of the same time in both years, together { $sum_before } in { $before } and { $sum_after } in { $after }.
  }
cost-amount = Kronor
cost-amount-hint = Whole kronor. Leave it empty when it is not told: that is not the same as 0.
cost-through = Through
cost-through-hint = The last month that is in it, for example 2026-08. For a whole year: 2026-12.
cost-through-unreadable = Write the month as 2026-08 or the day as 2026-08-31.
cost-through-other-year = The month does not lie in the same year.
cost-note = Note
cost-note-hint = For example about, or what is in it.
cost-save = Add
cost-correct = Save the correction
cost-known = The department has a cost for that year already. Correct that one instead.
cost-remove = Remove the cost
cost-remove-lead = If it was written down by mistake. A cost that is not told is put right by leaving the amount empty.
cost-import = Load costs
cost-import-lead = A table as CSV with the columns department, year, amount_sek, through and note. Leave amount_sek empty when it is not told. The same file once more adds nothing, and a corrected cost takes the place of the old one. This is how it can look:

flash-fund-opened = The call is open.
flash-fund-saved = The call is changed.
flash-fund-proposed = The proposal is written down.
flash-fund-proposal-saved = It is saved.
flash-fund-proposal-removed = The proposal is removed.
flash-cost-saved = The cost is saved.
flash-cost-removed = The cost is removed.

audit-action-granted = granted
audit-action-declined = declined
audit-subject-fund_call = call of a fund
audit-subject-fund_proposal = proposal of a fund
audit-subject-guard_cost = cost of guard services
