DELETE FROM settings WHERE name = 'words';
DROP TABLE incident_words;
