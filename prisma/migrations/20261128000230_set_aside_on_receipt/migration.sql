-- A lot that is out of use already can be said once more to be set aside, as when expired boxes of it come in.
CREATE OR REPLACE FUNCTION "stock_entry_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT; was "stock_entry";
BEGIN
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."kind" = 'opened' OR NEW."kind" = 'moved' AND NEW."quantity" > 0 AND EXISTS (
    SELECT 1 FROM "stock_place" p WHERE p."clinic_id" = NEW."clinic_id" AND p."id" = NEW."place_id" AND p."kind" <> 'store') THEN
    reason := lot_refusal(l, app_now());
    IF reason IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot may not be used', DETAIL = reason;
    END IF;
  END IF;
  IF NEW."reverses_id" IS NOT NULL THEN
    SELECT * INTO was FROM "stock_entry" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."reverses_id";
    IF NOT FOUND OR was."lot_id" <> NEW."lot_id" OR was."place_id" IS DISTINCT FROM NEW."place_id" OR was."quantity" <> -NEW."quantity"
      OR (was."movement_id" IS NULL) <> (NEW."movement_id" IS NULL)
      OR was."kind" NOT IN ('received', 'moved', 'opened', 'discarded', 'dropped', 'returned', 'destroyed', 'counted') THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a line is taken back as it was written', CONSTRAINT = 'stock_entry_reverses_itself';
    END IF;
  END IF;
  IF NEW."kind" = 'released' AND l."status" <> 'quarantined' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'only what was set aside is released', DETAIL = l."status";
  END IF;
  IF NEW."kind" = 'released' OR NEW."kind" = 'quarantined' AND l."status" = 'active' THEN
    UPDATE "lot" SET "status" = CASE NEW."kind" WHEN 'released' THEN 'active' ELSE 'quarantined' END
    WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id";
  END IF;
  RETURN NEW;
END $$;
