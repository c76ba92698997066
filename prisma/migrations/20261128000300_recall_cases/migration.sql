-- A recall is a case: what its notice says, which lots of the clinic it reaches, whom they reached, who has been told, and who
-- signed it off. A drill is the same on the clinic's real data; it takes nothing out of use and tells nobody.

-- The day of production as the label says it; null: not known. Some notices name no other.
ALTER TABLE "lot" ADD COLUMN "produced_on" DATE;

-- Needles that were opened and did not go in: they have left the box and reached nobody.
ALTER TABLE "lot_use" ADD COLUMN "unused" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "recall"
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'recall' CHECK ("kind" IN ('recall', 'drill')),
  ADD COLUMN "risk_class" TEXT CHECK ("risk_class" IN ('I', 'II', 'III')),
  ADD COLUMN "from_whom" TEXT,
  ADD COLUMN "received_on" DATE,
  -- what the notice names; nothing and null where it does not say
  ADD COLUMN "product_ids" UUID[] DEFAULT ARRAY[]::UUID[] CHECK ("product_ids" IS NOT NULL),
  ADD COLUMN "lot_numbers" TEXT[] DEFAULT ARRAY[]::TEXT[] CHECK ("lot_numbers" IS NOT NULL),
  ADD COLUMN "diameter_mm" DECIMAL(5,2),
  ADD COLUMN "length_mm" DECIMAL(5,2),
  ADD COLUMN "expiry_from" DATE,
  ADD COLUMN "expiry_to" DATE,
  ADD COLUMN "produced_from" DATE,
  ADD COLUMN "produced_to" DATE,
  -- lots that the notice names and a person left out
  ADD COLUMN "left_out_lot_ids" UUID[] DEFAULT ARRAY[]::UUID[] CHECK ("left_out_lot_ids" IS NOT NULL),
  ADD COLUMN "message_en" TEXT,
  ADD COLUMN "message_de" TEXT,
  ADD COLUMN "by_name" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "begun_at" TIMESTAMPTZ(6),
  -- how long it took, once the lots were chosen, until everybody stood on the list
  ADD COLUMN "listed_ms" INTEGER,
  ADD COLUMN "closed_at" TIMESTAMPTZ(6),
  ADD COLUMN "closed_by_identity_id" TEXT,
  ADD COLUMN "closed_by_name" TEXT,
  ADD COLUMN "closed_reason" TEXT,
  ADD COLUMN "result" JSONB,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
UPDATE "recall" SET "begun_at" = "opened_at";
ALTER TABLE "recall" ALTER COLUMN "begun_at" SET DEFAULT app_now(), ALTER COLUMN "begun_at" SET NOT NULL;
ALTER TABLE "recall"
  ADD CHECK (("closed_at" IS NULL) = ("closed_by_identity_id" IS NULL) AND ("closed_at" IS NULL) = ("closed_by_name" IS NULL)
    AND ("closed_at" IS NULL) = ("result" IS NULL));
CREATE INDEX "recall_clinic_id_opened_at_idx" ON "recall"("clinic_id", "opened_at");
GRANT UPDATE ("message_en", "message_de", "listed_ms", "closed_at", "closed_by_identity_id", "closed_by_name", "closed_reason", "result", "version")
  ON "recall" TO "filiform_app";

ALTER TABLE "recall_lot"
  -- named by the notice, taken in by a person, or joined by itself when it came later
  ADD COLUMN "how" TEXT NOT NULL DEFAULT 'named' CHECK ("how" IN ('named', 'chosen', 'joined')),
  ADD COLUMN "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now();
CREATE INDEX "recall_lot_clinic_id_lot_id_idx" ON "recall_lot"("clinic_id", "lot_id");

-- An attempt to tell somebody. Each stays as it was made.
CREATE TABLE "recall_attempt" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "recall_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "remark" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "recall_attempt_pkey" PRIMARY KEY ("clinic_id","id")
);
ALTER TABLE "recall_attempt" ADD CONSTRAINT "recall_attempt_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "recall_attempt" ADD CONSTRAINT "recall_attempt_clinic_id_recall_id_fkey" FOREIGN KEY ("clinic_id", "recall_id") REFERENCES "recall"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "recall_attempt" ADD CONSTRAINT "recall_attempt_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "recall_attempt_clinic_id_recall_id_patient_id_idx" ON "recall_attempt"("clinic_id", "recall_id", "patient_id");
ALTER TABLE "recall_attempt"
  ADD CHECK ("channel" IN ('phone', 'email', 'letter', 'in-person')),
  ADD CHECK ("outcome" IN ('told', 'message-left', 'sent', 'no-answer', 'wrong-contact', 'cannot-be-reached')),
  -- whoever is given up has a reason
  ADD CHECK ("outcome" <> 'cannot-be-reached' OR length(btrim("remark")) >= 3);
ALTER TABLE "recall_attempt" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "recall_attempt" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "recall_attempt" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
GRANT SELECT, INSERT ON "recall_attempt" TO "filiform_app";

-- Whoever was merged into somebody else is that person.
CREATE FUNCTION "surviving_patient"("of_clinic" UUID, "of_patient" UUID) RETURNS UUID
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public AS $$
  WITH RECURSIVE "way" AS (
    SELECT p."id", p."merged_into_id", 0 AS "step" FROM "patient" p WHERE p."clinic_id" = "of_clinic" AND p."id" = "of_patient"
    UNION ALL
    SELECT p."id", p."merged_into_id", w."step" + 1 FROM "way" w
      JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."id" = w."merged_into_id" WHERE w."step" < 50)
  SELECT "id" FROM "way" ORDER BY "step" DESC LIMIT 1
$$;

-- Which visits the lots of a recall reached, and whom: needles written down and not taken back, or said to be in before anybody
-- counted them. Worked out each time, so that what is written down late joins by itself. Nobody whose visit was an error.
CREATE FUNCTION "recall_reached"("of_clinic" UUID, "of_recall" UUID)
RETURNS TABLE ("encounter_id" UUID, "lot_id" UUID, "needles" INTEGER, "used_at" TIMESTAMPTZ, "deviation" BOOLEAN, "patient_id" UUID)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "used" AS (
    SELECT u."encounter_id", u."lot_id", sum(u."quantity")::int AS "needles", min(u."used_at") AS "used_at", bool_or(u."deviation_id" IS NOT NULL) AS "deviation"
    FROM "recall_lot" l JOIN "lot_use" u ON u."clinic_id" = l."clinic_id" AND u."lot_id" = l."lot_id"
    WHERE l."clinic_id" = "of_clinic" AND l."recall_id" = "of_recall" AND NOT u."unused"
    GROUP BY u."encounter_id", u."lot_id" HAVING sum(u."quantity") > 0
  ), "found" AS (
    SELECT s."encounter_id", s."lot_id", NULL::int AS "needles", min(s."at") AS "used_at", true AS "deviation"
    FROM "recall_lot" l JOIN "lot_scan" s ON s."clinic_id" = l."clinic_id" AND s."lot_id" = l."lot_id"
    WHERE l."clinic_id" = "of_clinic" AND l."recall_id" = "of_recall" AND s."deviation_id" IS NOT NULL
      AND NOT EXISTS (SELECT FROM "used" u WHERE u."encounter_id" = s."encounter_id" AND u."lot_id" = s."lot_id")
    GROUP BY s."encounter_id", s."lot_id"
  )
  SELECT r."encounter_id", r."lot_id", r."needles", r."used_at", r."deviation",
    CASE WHEN p."merged_into_id" IS NULL THEN p."id" ELSE "surviving_patient"(p."clinic_id", p."id") END
  FROM (SELECT * FROM "used" UNION ALL SELECT * FROM "found") r
  JOIN "encounter" e ON e."clinic_id" = "of_clinic" AND e."id" = r."encounter_id" AND e."status" <> 'entered-in-error'
  JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."id" = e."patient_id"
$$;

-- Each person once, with how they stand: told; given up with a reason; erased, so that nobody can be told any more; tried; waiting.
CREATE FUNCTION "recall_people"("of_clinic" UUID, "of_recall" UUID)
RETURNS TABLE ("patient_id" UUID, "visits" INTEGER, "standing" TEXT, "attempts" INTEGER)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH "tried" AS (
    SELECT CASE WHEN p."merged_into_id" IS NULL THEN p."id" ELSE "surviving_patient"(p."clinic_id", p."id") END AS "patient_id",
      count(*)::int AS "attempts", bool_or(a."outcome" = 'told') AS "told", bool_or(a."outcome" = 'cannot-be-reached') AS "given_up"
    FROM "recall_attempt" a JOIN "patient" p ON p."clinic_id" = a."clinic_id" AND p."id" = a."patient_id"
    WHERE a."clinic_id" = "of_clinic" AND a."recall_id" = "of_recall" GROUP BY 1
  )
  SELECT r."patient_id", r."visits",
    CASE WHEN t."told" THEN 'told' WHEN t."given_up" THEN 'cannot-be-reached' WHEN p."erased_at" IS NOT NULL THEN 'erased'
      WHEN t."attempts" > 0 THEN 'tried' ELSE 'waiting' END,
    coalesce(t."attempts", 0)
  FROM (SELECT "patient_id", count(DISTINCT "encounter_id")::int AS "visits" FROM "recall_reached"("of_clinic", "of_recall") GROUP BY 1) r
  JOIN "patient" p ON p."clinic_id" = "of_clinic" AND p."id" = r."patient_id"
  LEFT JOIN "tried" t ON t."patient_id" = r."patient_id"
$$;

-- Whether what a recall names is this lot. The same as `matchRecall`, which is asked before; this one is asked of what comes later.
CREATE FUNCTION "recall_names_lot"("r" "recall", "l" "lot") RETURNS BOOLEAN
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  SELECT (cardinality("r"."product_ids") + cardinality("r"."lot_numbers") > 0
      OR num_nonnulls("r"."diameter_mm", "r"."length_mm", "r"."expiry_from", "r"."expiry_to", "r"."produced_from", "r"."produced_to") > 0)
    AND (cardinality("r"."product_ids") = 0 OR "l"."product_id" = ANY ("r"."product_ids"))
    AND (cardinality("r"."lot_numbers") = 0 OR coalesce("l"."lot_number" = ANY ("r"."lot_numbers"), false))
    AND ("r"."expiry_from" IS NULL OR coalesce("l"."expiry_date" >= "r"."expiry_from", false))
    AND ("r"."expiry_to" IS NULL OR coalesce("l"."expiry_date" <= "r"."expiry_to", false))
    AND ("r"."produced_from" IS NULL OR coalesce("l"."produced_on" >= "r"."produced_from", false))
    AND ("r"."produced_to" IS NULL OR coalesce("l"."produced_on" <= "r"."produced_to", false))
    AND EXISTS (SELECT 1 FROM "needle_product" p WHERE p."clinic_id" = "l"."clinic_id" AND p."id" = "l"."product_id"
      AND ("r"."diameter_mm" IS NULL OR p."diameter_mm" = "r"."diameter_mm") AND ("r"."length_mm" IS NULL OR p."length_mm" = "r"."length_mm"))
$$;
REVOKE EXECUTE ON FUNCTION "recall_names_lot"("recall", "lot") FROM PUBLIC;

-- A recall that is being opened and a lot that is being added wait for each other: neither is missed by the other.
CREATE FUNCTION "recall_waits_for_lots"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW."clinic_id"::text || ' recalled lots', 0));
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_waits_for_lots"() FROM PUBLIC;
CREATE TRIGGER "recall_waits_for_lots" BEFORE INSERT ON "recall" FOR EACH ROW WHEN (NEW."kind" = 'recall') EXECUTE FUNCTION "recall_waits_for_lots"();

-- What comes later, or turns out to be what a notice named, is recalled with it.
CREATE FUNCTION "lot_joins_recall"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW."clinic_id"::text || ' recalled lots', 0));
  INSERT INTO "recall_lot" ("clinic_id", "recall_id", "lot_id", "how")
    SELECT r."clinic_id", r."id", NEW."id", 'joined' FROM "recall" r
    WHERE r."clinic_id" = NEW."clinic_id" AND r."kind" = 'recall' AND NOT NEW."id" = ANY (r."left_out_lot_ids") AND "recall_names_lot"(r, NEW)
    ORDER BY r."id" ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "lot_joins_recall"() FROM PUBLIC;
CREATE TRIGGER "lot_joins_recall" AFTER INSERT OR UPDATE OF "product_id", "lot_number", "expiry_date", "produced_on" ON "lot"
  FOR EACH ROW EXECUTE FUNCTION "lot_joins_recall"();

-- A drill stops nothing.
CREATE OR REPLACE FUNCTION "recall_stops_lot"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  UPDATE "lot" SET "status" = 'recalled' WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" AND "status" <> 'recalled'
    AND EXISTS (SELECT 1 FROM "recall" r WHERE r."clinic_id" = NEW."clinic_id" AND r."id" = NEW."recall_id" AND r."kind" = 'recall');
  RETURN NULL;
END $$;

-- A drill tells nobody, and told are those whom the recall reached.
CREATE FUNCTION "recall_attempt_is_about_somebody"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "recall" r WHERE r."clinic_id" = NEW."clinic_id" AND r."id" = NEW."recall_id" AND r."kind" = 'recall') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a drill tells nobody', CONSTRAINT = 'drill_tells_nobody';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "recall_reached"(NEW."clinic_id", NEW."recall_id") r WHERE r."patient_id" = "surviving_patient"(NEW."clinic_id", NEW."patient_id")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'this recall did not reach them', CONSTRAINT = 'recall_attempt_is_about_somebody';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_attempt_is_about_somebody"() FROM PUBLIC;
CREATE TRIGGER "recall_attempt_is_about_somebody" BEFORE INSERT ON "recall_attempt" FOR EACH ROW EXECUTE FUNCTION "recall_attempt_is_about_somebody"();

-- Signed off once; and while somebody has not been accounted for, or needles of it lie here still, with a reason only.
CREATE FUNCTION "recall_sign_off"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF OLD."closed_at" IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a recall is signed off once';
  END IF;
  IF NEW."kind" = 'recall' AND length(btrim(coalesce(NEW."closed_reason", ''))) < 3 AND (
    EXISTS (SELECT 1 FROM "recall_people"(NEW."clinic_id", NEW."id") p WHERE p."standing" IN ('waiting', 'tried'))
    OR EXISTS (SELECT 1 FROM "recall_lot" l JOIN "lot_stock" s ON s."clinic_id" = l."clinic_id" AND s."lot_id" = l."lot_id" AND s."on_hand" > 0
      WHERE l."clinic_id" = NEW."clinic_id" AND l."recall_id" = NEW."id")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'somebody or something has not been accounted for', CONSTRAINT = 'recall_sign_off';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_sign_off"() FROM PUBLIC;
CREATE TRIGGER "recall_sign_off" BEFORE UPDATE OF "closed_at", "closed_reason", "result" ON "recall" FOR EACH ROW EXECUTE FUNCTION "recall_sign_off"();

CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "recall" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "recall_lot" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "recall_attempt" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
