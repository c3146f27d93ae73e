mail-news-subject = News about a report in Lykta
mail-news-text = There is something new to read about a report you sent. Sign in and read it here:
mail-question-subject = A question for you in Lykta
mail-question-text = We have a question about a report you sent. Sign in, read it and answer here:
mail-footer = You get this message because you asked for it when you reported. It cannot be answered. Out of consideration for you and others, nothing is said here about what the report concerns.
