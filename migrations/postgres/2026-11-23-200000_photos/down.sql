DROP TABLE incident_photos;
DROP TABLE photo_uploads;
DROP TABLE photos;
