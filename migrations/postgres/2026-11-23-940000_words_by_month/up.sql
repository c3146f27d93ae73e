-- A word with its month before it now begins with a sign that no word begins with: words are noted anew at the next start.
INSERT INTO settings (name, value)
SELECT 'words', 'missing'
WHERE EXISTS (SELECT 1 FROM incidents) AND NOT EXISTS (SELECT 1 FROM settings WHERE name = 'words');
