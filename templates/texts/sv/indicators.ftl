indicator-target-increase = ska öka
indicator-target-decrease = ska minska
indicator-verdict-reached = nått
indicator-verdict-not_reached = inte nått
indicator-verdict-cannot_be_judged = kan inte bedömas
indicator-verdict-nothing_to_judge = inget att bedöma
