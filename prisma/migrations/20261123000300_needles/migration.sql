-- P4: planned use of a lot that may not be used is refused; a recorded use of such a lot carries its deviation.
ALTER TABLE "lot_stock" ADD CONSTRAINT "stock_is_never_negative" CHECK ("on_hand" >= 0);

-- Why a lot may not be used now, or null. Valid to the end of its expiry day where the clinic is.
CREATE FUNCTION "lot_refusal"("of_lot" "lot", "at" TIMESTAMPTZ) RETURNS TEXT
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT CASE
    WHEN "of_lot"."status" = 'recalled' THEN 'recalled'
    WHEN "of_lot"."status" = 'quarantined' THEN 'quarantined'
    WHEN "of_lot"."expiry_date" < ("at" AT TIME ZONE (SELECT l."time_zone" FROM "location" l WHERE l."clinic_id" = "of_lot"."clinic_id" ORDER BY l."id" LIMIT 1))::date THEN 'expired'
  END
$$;

CREATE FUNCTION "lot_scan_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT;
BEGIN
  -- the same lock a recall takes: a scan is wholly before it or wholly after it
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  reason := lot_refusal(l, app_now());
  IF reason IS NULL AND NOT EXISTS (SELECT 1 FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id" AND s."on_hand" > 0) THEN
    reason := 'empty';
  END IF;
  IF reason IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot may not be used', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "lot_scan_guard" BEFORE INSERT ON "lot_scan" FOR EACH ROW EXECUTE FUNCTION "lot_scan_guard"();

CREATE FUNCTION "lot_use_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; have INTEGER; reason TEXT;
BEGIN
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  reason := lot_refusal(l, NEW."used_at");
  SELECT s."on_hand" INTO have FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id";
  IF reason IS NULL AND coalesce(have, 0) < NEW."quantity" THEN reason := 'not-enough'; END IF;
  IF reason IS NOT NULL AND NEW."deviation_id" IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'a recorded use of this lot needs a deviation', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "lot_use_guard" BEFORE INSERT ON "lot_use" FOR EACH ROW EXECUTE FUNCTION "lot_use_guard"();

-- What excuses a use is about that lot in that visit.
CREATE FUNCTION "lot_use_deviation_is_its_own"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "deviation" d WHERE d."clinic_id" = NEW."clinic_id" AND d."id" = NEW."deviation_id"
    AND d."lot_id" = NEW."lot_id" AND d."encounter_id" = NEW."encounter_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this deviation is about another lot or another visit', CONSTRAINT = 'lot_use_deviation_is_its_own';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "lot_use_deviation_is_its_own" AFTER INSERT OR UPDATE ON "lot_use" FOR EACH ROW
  WHEN (NEW."deviation_id" IS NOT NULL) EXECUTE FUNCTION "lot_use_deviation_is_its_own"();

-- A use is in the stock book once.
CREATE UNIQUE INDEX "stock_entry_one_per_use" ON "stock_entry" ("clinic_id", "lot_use_id") WHERE "kind" = 'used';

-- A use writes its own line in the stock book; what the book did not have is entered as a discrepancy first.
CREATE FUNCTION "lot_use_into_ledger"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE have INTEGER;
BEGIN
  SELECT s."on_hand" INTO have FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id";
  IF coalesce(have, 0) < NEW."quantity" THEN
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "deviation_id", "by_identity_id")
    VALUES (NEW."clinic_id", NEW."lot_id", 'discrepancy', NEW."quantity" - coalesce(have, 0), NEW."deviation_id", NEW."by_identity_id");
  END IF;
  INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "lot_use_id", "deviation_id", "by_identity_id")
  VALUES (NEW."clinic_id", NEW."lot_id", 'used', -NEW."quantity", NEW."id", NEW."deviation_id", NEW."by_identity_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "lot_use_into_ledger" AFTER INSERT ON "lot_use" FOR EACH ROW EXECUTE FUNCTION "lot_use_into_ledger"();

CREATE FUNCTION "stock_entry_counts"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "lot_stock" ("clinic_id", "lot_id", "on_hand") VALUES (NEW."clinic_id", NEW."lot_id", 0) ON CONFLICT DO NOTHING;
  UPDATE "lot_stock" SET "on_hand" = "on_hand" + NEW."quantity" WHERE "clinic_id" = NEW."clinic_id" AND "lot_id" = NEW."lot_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "stock_entry_counts" AFTER INSERT ON "stock_entry" FOR EACH ROW EXECUTE FUNCTION "stock_entry_counts"();

-- A recalled lot is out of use from the instant the recall names it, and a recalled lot does not come back.
CREATE FUNCTION "recall_stops_lot"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE "lot" SET "status" = 'recalled' WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "recall_stops_lot" AFTER INSERT ON "recall_lot" FOR EACH ROW EXECUTE FUNCTION "recall_stops_lot"();
CREATE FUNCTION "recall_is_final"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'a recalled lot stays recalled', DETAIL = 'recalled';
END $$;
CREATE TRIGGER "recall_is_final" BEFORE UPDATE OF "status" ON "lot" FOR EACH ROW
  WHEN (OLD."status" = 'recalled' AND NEW."status" <> 'recalled') EXECUTE FUNCTION "recall_is_final"();

-- P5: counts are whole, a visit is completed only when every needle has a fate, and a completed record does not change.
ALTER TABLE "needle_count" ADD CONSTRAINT "needle_count_is_not_negative" CHECK (
  "inserted" >= 0 AND "removed" >= 0 AND "fell_out_found" >= 0 AND "broken" >= 0 AND "left_in_place" >= 0
  AND "missing" >= 0 AND "discarded_unused" >= 0 AND "dropped_found" >= 0 AND "dropped_not_found" >= 0);
ALTER TABLE "needle_count" ADD CONSTRAINT "closed_count_adds_up" CHECK (
  "closed_at" IS NULL OR "inserted" = "removed" + "fell_out_found" + "broken" + "left_in_place" + "missing");

CREATE FUNCTION "encounter_completion"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE opened INTEGER; recorded INTEGER; n "needle_count";
BEGIN
  SELECT coalesce(sum("quantity"), 0) INTO opened FROM "lot_use" WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."id";
  SELECT coalesce(sum("needles"), 0) INTO recorded FROM "procedure"
    WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."id" AND NOT "entered_in_error";
  IF opened = 0 AND recorded = 0 AND NOT EXISTS (SELECT 1 FROM "needle_count" c WHERE c."clinic_id" = NEW."clinic_id" AND c."encounter_id" = NEW."id" AND c."inserted" > 0) THEN
    RETURN NEW;
  END IF;
  SELECT * INTO n FROM "needle_count" WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."id" FOR UPDATE;
  IF NOT FOUND OR n."closed_at" IS NULL
    OR opened <> n."inserted" + n."discarded_unused" + n."dropped_found" + n."dropped_not_found"
    OR recorded <> n."inserted"
    OR n."inserted" <> n."removed" + n."fell_out_found" + n."broken" + n."left_in_place" + n."missing" THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'a needle is unaccounted for', DETAIL = 'count-open';
  END IF;
  IF n."missing" > 0 AND NOT EXISTS (SELECT 1 FROM "incident" i WHERE i."clinic_id" = NEW."clinic_id" AND i."encounter_id" = NEW."id" AND i."kind" = 'needle-missing')
    OR n."broken" > 0 AND NOT EXISTS (SELECT 1 FROM "incident" i WHERE i."clinic_id" = NEW."clinic_id" AND i."encounter_id" = NEW."id" AND i."kind" = 'needle-broken') THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'a missing or broken needle needs an incident', DETAIL = 'needle-missing-without-incident';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "encounter_completion" BEFORE UPDATE OF "status" ON "encounter" FOR EACH ROW
  WHEN (NEW."status" = 'finished' AND OLD."status" <> 'finished') EXECUTE FUNCTION "encounter_completion"();
CREATE FUNCTION "encounter_starts_open"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'a visit begins in progress', DETAIL = 'count-open';
END $$;
CREATE TRIGGER "encounter_starts_open" BEFORE INSERT ON "encounter" FOR EACH ROW
  WHEN (NEW."status" <> 'in-progress') EXECUTE FUNCTION "encounter_starts_open"();

CREATE FUNCTION "completed_encounter_is_fixed"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."status" = 'finished' AND NEW."status" = 'entered-in-error'
    AND (to_jsonb(NEW) - 'status' - 'version') = (to_jsonb(OLD) - 'status' - 'version') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'a completed record does not change';
END $$;
CREATE TRIGGER "completed_encounter_is_fixed" BEFORE UPDATE OR DELETE ON "encounter" FOR EACH ROW
  WHEN (OLD."status" IN ('finished', 'entered-in-error')) EXECUTE FUNCTION "completed_encounter_is_fixed"();

CREATE FUNCTION "record_is_open"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE status TEXT; clinic UUID; encounter UUID;
BEGIN
  IF TG_OP = 'DELETE' THEN clinic := OLD."clinic_id"; encounter := OLD."encounter_id";
  ELSE clinic := NEW."clinic_id"; encounter := NEW."encounter_id"; END IF;
  -- shared with completion: nothing slips in between its count and its end
  SELECT e."status" INTO status FROM "encounter" e WHERE e."clinic_id" = clinic AND e."id" = encounter FOR SHARE;
  IF status <> 'in-progress' OR (TG_OP = 'UPDATE' AND OLD."encounter_id" <> NEW."encounter_id") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'a completed record does not change';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "procedure" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "needle_count" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "lot_use" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "lot_scan" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "screening_answer" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "clinical_note" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
