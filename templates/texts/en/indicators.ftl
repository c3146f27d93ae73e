indicator-target-increase = to increase
indicator-target-decrease = to decrease
indicator-verdict-reached = reached
indicator-verdict-not_reached = not reached
indicator-verdict-cannot_be_judged = cannot be judged
indicator-verdict-nothing_to_judge = nothing to judge
