-- Z8: which boxes are open in which room on which day. The next visit there confirms one, or scans another.
CREATE TABLE "open_box" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "room_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "on_date" DATE NOT NULL,
    "opened_by_identity_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "closed_at" TIMESTAMPTZ(6),

    CONSTRAINT "open_box_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "open_box_clinic_id_room_id_on_date_idx" ON "open_box"("clinic_id", "room_id", "on_date");
ALTER TABLE "open_box" ADD CONSTRAINT "open_box_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "open_box" ADD CONSTRAINT "open_box_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id", "room_id") REFERENCES "room"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "open_box" ADD CONSTRAINT "open_box_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id", "lot_id") REFERENCES "lot"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "open_box_once" ON "open_box" ("clinic_id", "room_id", "lot_id", "on_date") WHERE "closed_at" IS NULL;
ALTER TABLE "open_box" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "open_box" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "open_box" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
GRANT SELECT, INSERT ON "open_box" TO "filiform_app";
GRANT UPDATE ("closed_at") ON "open_box" TO "filiform_app";

-- A box that was confirmed and not scanned says which one it was.
ALTER TABLE "lot_scan" ADD COLUMN "open_box_id" UUID;
ALTER TABLE "lot_scan" ADD CONSTRAINT "lot_scan_clinic_id_open_box_id_fkey" FOREIGN KEY ("clinic_id", "open_box_id") REFERENCES "open_box"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Confirmed is only what is open in the visit's own room on this day, and has not been swapped for another box.
CREATE FUNCTION "lot_scan_box_is_open"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM "open_box" b
    JOIN "encounter" e ON e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id"
    JOIN "appointment" a ON a."clinic_id" = e."clinic_id" AND a."id" = e."appointment_id"
    JOIN "place" p ON p."clinic_id" = a."clinic_id" AND p."id" = a."place_id"
    WHERE b."clinic_id" = NEW."clinic_id" AND b."id" = NEW."open_box_id" AND b."lot_id" = NEW."lot_id" AND b."closed_at" IS NULL
      AND b."room_id" = p."room_id" AND b."on_date" = (app_now() AT TIME ZONE a."time_zone")::date
    FOR SHARE OF b;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this box is not open in the room of this visit today', DETAIL = 'not-open';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "lot_scan_box_is_open"() FROM PUBLIC;
CREATE TRIGGER "lot_scan_box_is_open" BEFORE INSERT ON "lot_scan" FOR EACH ROW
  WHEN (NEW."open_box_id" IS NOT NULL) EXECUTE FUNCTION "lot_scan_box_is_open"();
