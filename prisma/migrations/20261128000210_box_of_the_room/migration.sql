-- Z8: a box that is opened in a room is the room's box of its size until another one is opened there, on whichever day.
UPDATE "open_box" SET "closed_at" = "opened_at" WHERE "closed_at" IS NULL AND "on_date" < app_now()::date - 1;
DROP INDEX "open_box_once";
CREATE UNIQUE INDEX "open_box_once" ON "open_box" ("clinic_id", "room_id", "lot_id") WHERE "closed_at" IS NULL;

CREATE OR REPLACE FUNCTION "lot_scan_box_is_open"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM "open_box" b
    JOIN "encounter" e ON e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id"
    JOIN "appointment" a ON a."clinic_id" = e."clinic_id" AND a."id" = e."appointment_id"
    JOIN "place" p ON p."clinic_id" = a."clinic_id" AND p."id" = a."place_id"
    WHERE b."clinic_id" = NEW."clinic_id" AND b."id" = NEW."open_box_id" AND b."lot_id" = NEW."lot_id" AND b."closed_at" IS NULL
      AND b."room_id" = p."room_id"
    FOR SHARE OF b;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this box is not open in the room of this visit', DETAIL = 'not-open';
  END IF;
  RETURN NEW;
END $$;

-- One room has one open box of a size: whoever opens another says that the one before is not the room's any more.
CREATE FUNCTION "open_box_one_of_a_size"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "open_box" b
    JOIN "lot" l ON l."clinic_id" = b."clinic_id" AND l."id" = b."lot_id"
    JOIN "needle_product" n ON n."clinic_id" = l."clinic_id" AND n."id" = l."product_id"
    JOIN "lot" mine ON mine."clinic_id" = NEW."clinic_id" AND mine."id" = NEW."lot_id"
    JOIN "needle_product" m ON m."clinic_id" = mine."clinic_id" AND m."id" = mine."product_id"
    WHERE b."clinic_id" = NEW."clinic_id" AND b."room_id" = NEW."room_id" AND b."closed_at" IS NULL AND b."id" <> NEW."id"
      AND n."diameter_mm" = m."diameter_mm" AND n."length_mm" = m."length_mm") THEN
    RAISE EXCEPTION USING ERRCODE = '23505', MESSAGE = 'a room has one open box of a size', CONSTRAINT = 'open_box_one_of_a_size';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "open_box_one_of_a_size"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "open_box_one_of_a_size" AFTER INSERT ON "open_box" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."closed_at" IS NULL) EXECUTE FUNCTION "open_box_one_of_a_size"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "open_box" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

-- K25: what lies in another room or in somebody else's bag is not opened for this visit; needles that were used of it are a deviation.
CREATE OR REPLACE FUNCTION "lot_scan_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT; nearest INTEGER;
BEGIN
  -- the same lock a recall takes: a scan is wholly before it or wholly after it
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."deviation_id" IS NOT NULL THEN
    RETURN NEW;
  END IF;
  reason := lot_refusal(l, app_now());
  IF reason IS NULL THEN
    SELECT min(p."distance") INTO nearest FROM lot_places_from_visit(NEW."clinic_id", NEW."encounter_id", NEW."lot_id") p;
    reason := CASE WHEN nearest IS NULL THEN 'empty' WHEN nearest > 2 THEN 'elsewhere' END;
  END IF;
  IF reason IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot may not be used', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "lot_use_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; have INTEGER; near INTEGER; reason TEXT; u "lot_use";
BEGIN
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."reverses_id" IS NOT NULL THEN
    SELECT * INTO u FROM "lot_use" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."reverses_id";
    IF NOT FOUND OR u."reverses_id" IS NOT NULL OR u."lot_id" <> NEW."lot_id" OR u."encounter_id" <> NEW."encounter_id"
      OR u."quantity" + NEW."quantity" + (SELECT coalesce(sum(r."quantity"), 0) FROM "lot_use" r
        WHERE r."clinic_id" = NEW."clinic_id" AND r."reverses_id" = NEW."reverses_id") < 0 THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'no more is taken back than was used', CONSTRAINT = 'lot_use_reverses_itself';
    END IF;
    RETURN NEW;
  END IF;
  reason := lot_refusal(l, NEW."used_at");
  IF reason IS NULL THEN
    SELECT coalesce(sum(p."on_hand"), 0), coalesce(sum(p."on_hand") FILTER (WHERE p."distance" <= 2), 0) INTO have, near
    FROM lot_places_from_visit(NEW."clinic_id", NEW."encounter_id", NEW."lot_id") p;
    reason := CASE WHEN have < NEW."quantity" THEN 'not-enough' WHEN near < NEW."quantity" THEN 'elsewhere' END;
  END IF;
  IF reason IS NOT NULL AND NEW."deviation_id" IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'a recorded use of this lot needs a deviation', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;
