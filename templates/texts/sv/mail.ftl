mail-news-subject = Nytt om en rapport i Lykta
mail-news-text = Det finns något nytt att läsa om en rapport som du har skickat. Logga in och läs här:
mail-question-subject = En fråga till dig i Lykta
mail-question-text = Vi har en fråga om en rapport som du har skickat. Logga in, läs och svara här:
mail-footer = Du får det här mejlet för att du bad om det när du rapporterade. Det går inte att svara på det. Av hänsyn till dig och andra står det inget här om vad rapporten gäller.
