-- Everybody who works here sees that an area is on hold; why is for eyes that the clinical record is open to. The columns
-- are nobody's through the table, and the record's readers' through this view, behind the same walls.
REVOKE SELECT ON "area_hold" FROM "filiform_app";
GRANT SELECT ("clinic_id", "id", "patient_id", "area_ids", "starts_at", "ends_at", "encounter_id", "placed_by_identity_id", "placed_by_name",
  "created_at", "cleared_at", "cleared_by_identity_id", "cleared_by_name", "version") ON "area_hold" TO "filiform_app";

CREATE VIEW "area_hold_why" WITH (security_barrier = true) AS
  SELECT "clinic_id", "id", "kind", "reason", "cleared_reason" FROM "area_hold"
  WHERE "clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid)
    AND (SELECT app_is_staff()) AND (SELECT app_reads_clinical());
GRANT SELECT ON "area_hold_why" TO "filiform_app";
