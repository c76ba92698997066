-- P4: whether a lot may be used is said by its book and nowhere else: set aside, released, recalled are lines, and a line is what does it.

ALTER TABLE "stock_entry" DROP CONSTRAINT "stock_entry_kind", DROP CONSTRAINT "stock_entry_place", DROP CONSTRAINT "stock_entry_reason";
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_kind" CHECK (
  "kind" IN ('received', 'moved', 'opened', 'used', 'discarded', 'dropped', 'returned', 'destroyed', 'counted',
    'quarantined', 'released', 'recalled', 'reversed', 'discrepancy'));
-- what was counted as the book has it is a line of its own, of no needle
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_place" CHECK (
  CASE WHEN "kind" IN ('quarantined', 'released', 'recalled') THEN "place_id" IS NULL AND "quantity" = 0
       ELSE "place_id" IS NOT NULL AND ("quantity" <> 0 OR "kind" = 'counted') END);
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_reason" CHECK (
  ("reason" IS NULL OR length(btrim("reason")) > 0)
  AND ("reason" IS NOT NULL OR "lot_use_id" IS NOT NULL OR "kind" = 'counted' AND "quantity" = 0
    OR "kind" NOT IN ('counted', 'discarded', 'dropped', 'returned', 'destroyed', 'released', 'recalled', 'reversed'))) NOT VALID;

CREATE OR REPLACE FUNCTION "stock_entry_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT; was "stock_entry"; becomes TEXT;
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
  -- whoever sets aside what is in use says why; what was found in a visit was never in use
  IF NEW."kind" = 'quarantined' AND NEW."reason" IS NULL AND l."received_at" IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'whoever sets a lot aside says why', CONSTRAINT = 'stock_entry_reason';
  END IF;
  IF NEW."kind" = 'recalled' AND NOT EXISTS (SELECT 1 FROM "recall_lot" n JOIN "recall" r ON r."clinic_id" = n."clinic_id" AND r."id" = n."recall_id"
    WHERE n."clinic_id" = NEW."clinic_id" AND n."lot_id" = NEW."lot_id" AND r."kind" = 'recall') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'no recall names this lot', CONSTRAINT = 'stock_entry_recalled';
  END IF;
  becomes := CASE WHEN NEW."kind" = 'recalled' THEN 'recalled' WHEN NEW."kind" = 'released' THEN 'active'
    WHEN NEW."kind" = 'quarantined' AND l."status" = 'active' THEN 'quarantined' END;
  IF becomes <> l."status" THEN
    UPDATE "lot" SET "status" = becomes WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id";
  END IF;
  RETURN NEW;
END $$;

-- A recall writes its line, and the line takes the lot out of use. A drill stops nothing.
CREATE OR REPLACE FUNCTION "recall_stops_lot"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "reason", "by_identity_id", "at")
    SELECT r."clinic_id", NEW."lot_id", 'recalled', 0, r."reason", r."by_identity_id", NEW."at" FROM "recall" r
    JOIN "lot" l ON l."clinic_id" = NEW."clinic_id" AND l."id" = NEW."lot_id" AND l."status" <> 'recalled'
    WHERE r."clinic_id" = NEW."clinic_id" AND r."id" = NEW."recall_id" AND r."kind" = 'recall';
  RETURN NULL;
END $$;

-- Every lot begins in use, or set aside with its line: what was found in a visit is in no book before.
CREATE FUNCTION "lot_begins_in_its_book"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW."status" <> 'quarantined' OR NEW."received_at" IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a lot is recalled by a recall, and set aside by a line of its book', CONSTRAINT = 'lot_begins_in_its_book';
  END IF;
  INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "by_identity_id")
    VALUES (NEW."clinic_id", NEW."id", 'quarantined', 0, coalesce(nullif(current_setting('app.identity_id', true), ''), 'system'));
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "lot_begins_in_its_book"() FROM PUBLIC;
CREATE TRIGGER "lot_begins_in_its_book" AFTER INSERT ON "lot" FOR EACH ROW WHEN (NEW."status" <> 'active') EXECUTE FUNCTION "lot_begins_in_its_book"();
REVOKE UPDATE ("status") ON "lot" FROM "filiform_app";

-- What stood so far gets its line.
INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "reason", "by_identity_id", "at")
  SELECT DISTINCT ON (l."clinic_id", l."id") l."clinic_id", l."id", 'recalled', 0, r."reason", r."by_identity_id", n."at"
  FROM "lot" l JOIN "recall_lot" n ON n."clinic_id" = l."clinic_id" AND n."lot_id" = l."id"
  JOIN "recall" r ON r."clinic_id" = n."clinic_id" AND r."id" = n."recall_id" AND r."kind" = 'recall'
  WHERE l."status" = 'recalled' ORDER BY l."clinic_id", l."id", n."at";
INSERT INTO "stock_entry" ("clinic_id", "lot_id", "kind", "quantity", "reason", "by_identity_id")
  SELECT l."clinic_id", l."id", 'quarantined', 0, CASE WHEN l."received_at" IS NOT NULL THEN '–' END, 'system'
  FROM "lot" l WHERE l."status" = 'quarantined'
    AND NOT EXISTS (SELECT 1 FROM "stock_entry" e WHERE e."clinic_id" = l."clinic_id" AND e."lot_id" = l."id" AND e."kind" = 'quarantined');

-- The proof, beside that of the numbers: every lot whose state is not what its book last said.
CREATE VIEW "lot_status_fault" WITH (security_invoker = true) AS
  SELECT l."clinic_id", l."id" AS "lot_id", l."status", b."status" AS "book"
  FROM "lot" l CROSS JOIN LATERAL (
    SELECT coalesce((SELECT CASE e."kind" WHEN 'released' THEN 'active' ELSE e."kind" END FROM "stock_entry" e
      WHERE e."clinic_id" = l."clinic_id" AND e."lot_id" = l."id" AND e."kind" IN ('quarantined', 'released', 'recalled')
      -- nothing is said of a lot after its recall
      ORDER BY e."kind" = 'recalled' DESC, e."id" DESC LIMIT 1), 'active') AS "status") b
  WHERE l."status" <> b."status";
GRANT SELECT ON "lot_status_fault" TO "filiform_app";

-- When a lot was made is learned from whichever box says it first, and not written over.
GRANT UPDATE ("produced_on") ON "lot" TO "filiform_app";
CREATE FUNCTION "lot_was_made_once"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'when a lot was made is not written over', CONSTRAINT = 'lot_was_made_once';
END $$;
CREATE TRIGGER "lot_was_made_once" BEFORE UPDATE OF "produced_on" ON "lot" FOR EACH ROW
  WHEN (OLD."produced_on" IS NOT NULL AND NEW."produced_on" IS DISTINCT FROM OLD."produced_on")
  EXECUTE FUNCTION "lot_was_made_once"();
