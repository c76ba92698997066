-- How soon screens lock, for how long a visit keeps somebody in one's care and a record stays open: the owner's to say.
GRANT UPDATE ("lock_after_minutes", "care_days", "break_glass_minutes") ON "clinic" TO "filiform_app";
