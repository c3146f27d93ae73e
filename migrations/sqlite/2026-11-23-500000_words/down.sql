DELETE FROM settings WHERE name = 'words';
DROP TRIGGER incident_words_go_with_the_report;
DROP TABLE incident_words;
