-- A recall stays on the to-do list while somebody whom it reached has not been accounted for, and comes back to it when somebody is
-- written down late. It is taken off by what people are told, not by ticking it off.
CREATE FUNCTION "recall_is_on_the_list"("of_clinic" UUID, "of_recall" UUID) RETURNS VOID
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO "task" ("clinic_id", "kind", "status", "detail")
    SELECT "of_clinic", 'recall-to-tell', 'open', jsonb_build_object('recallId', "of_recall")
    WHERE NOT EXISTS (SELECT 1 FROM "task" t WHERE t."clinic_id" = "of_clinic" AND t."kind" = 'recall-to-tell' AND t."status" = 'open'
      AND t."detail" ->> 'recallId' = "of_recall"::text)
$$;
REVOKE EXECUTE ON FUNCTION "recall_is_on_the_list"(UUID, UUID) FROM PUBLIC;
CREATE INDEX "task_of_recall" ON "task" ("clinic_id", ("detail" ->> 'recallId')) WHERE "kind" = 'recall-to-tell';

CREATE FUNCTION "recall_is_to_do"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW."closed_at" IS NULL THEN
    PERFORM recall_is_on_the_list(NEW."clinic_id", NEW."id");
  ELSE
    UPDATE "task" SET "status" = 'done', "done_at" = NEW."closed_at", "done_by_identity_id" = NEW."closed_by_identity_id"
    WHERE "clinic_id" = NEW."clinic_id" AND "kind" = 'recall-to-tell' AND "status" = 'open' AND "detail" ->> 'recallId' = NEW."id"::text;
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_is_to_do"() FROM PUBLIC;
CREATE TRIGGER "recall_is_to_do" AFTER INSERT OR UPDATE OF "closed_at" ON "recall" FOR EACH ROW WHEN (NEW."kind" = 'recall') EXECUTE FUNCTION "recall_is_to_do"();

-- Needles of a recalled lot, or a box said to be in, written down after its recall was signed off.
CREATE FUNCTION "late_use_is_to_do"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM recall_is_on_the_list(r."clinic_id", r."id") FROM "recall_lot" l JOIN "recall" r ON r."clinic_id" = l."clinic_id" AND r."id" = l."recall_id"
    WHERE l."clinic_id" = NEW."clinic_id" AND l."lot_id" = NEW."lot_id" AND r."kind" = 'recall' AND r."closed_at" IS NOT NULL;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "late_use_is_to_do"() FROM PUBLIC;
CREATE TRIGGER "late_use_is_to_do" AFTER INSERT ON "lot_use" FOR EACH ROW
  WHEN (NEW."deviation_id" IS NOT NULL AND NEW."quantity" > 0 AND NOT NEW."unused") EXECUTE FUNCTION "late_use_is_to_do"();
CREATE TRIGGER "late_use_is_to_do" AFTER INSERT ON "lot_scan" FOR EACH ROW
  WHEN (NEW."deviation_id" IS NOT NULL) EXECUTE FUNCTION "late_use_is_to_do"();

-- K32: what is recalled in one clinic is recalled in every other clinic of the same owner that has it. Each has a case of its own, with
-- what the notice says and nothing of the other's people, stock or records; neither sees a row of the other (P7).
ALTER TABLE "recall"
  ADD COLUMN "from_clinic_id" UUID,
  ADD COLUMN "from_recall_id" UUID,
  -- the name of the clinic that passed it on
  ADD COLUMN "passed_on_by" TEXT,
  ADD CONSTRAINT "recall_passed_on" CHECK (num_nonnulls("from_clinic_id", "from_recall_id", "passed_on_by") IN (0, 3)
    AND ("from_clinic_id" IS NULL OR "from_clinic_id" <> "clinic_id" AND "kind" = 'recall'));
CREATE UNIQUE INDEX "recall_clinic_id_from_clinic_id_from_recall_id_key" ON "recall"("clinic_id", "from_clinic_id", "from_recall_id");
CREATE POLICY "not_passed_on_by_hand" ON "recall" AS RESTRICTIVE FOR INSERT TO "filiform_app" WITH CHECK ("from_recall_id" IS NULL);

CREATE FUNCTION "clinics_of_one_owner"("of_clinic" UUID) RETURNS SETOF UUID
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT there."clinic_id" FROM "membership" here
  JOIN "membership" there ON there."identity_id" = here."identity_id" AND there."clinic_id" <> here."clinic_id"
  WHERE here."clinic_id" = "of_clinic" AND here."active" AND there."active" AND 'owner' = ANY (here."roles") AND 'owner' = ANY (there."roles")
$$;
REVOKE EXECUTE ON FUNCTION "clinics_of_one_owner"(UUID) FROM PUBLIC;

-- The same needle in two clinics: one article number, or one name and size.
CREATE FUNCTION "same_needle"("clinic_a" UUID, "product_a" UUID, "clinic_b" UUID, "product_b" UUID) RETURNS BOOLEAN
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT 1 FROM "needle_product" a, "needle_product" b
    WHERE a."clinic_id" = "clinic_a" AND a."id" = "product_a" AND b."clinic_id" = "clinic_b" AND b."id" = "product_b"
      AND (a."hibc" = b."hibc"
        OR lower(btrim(a."brand" || ' ' || a."name")) = lower(btrim(b."brand" || ' ' || b."name")) AND a."diameter_mm" = b."diameter_mm" AND a."length_mm" = b."length_mm"
        OR EXISTS (SELECT 1 FROM "product_identifier" i JOIN "product_identifier" j ON j."gtin14" = i."gtin14"
          WHERE i."clinic_id" = a."clinic_id" AND i."product_id" = a."id" AND j."clinic_id" = b."clinic_id" AND j."product_id" = b."id")))
$$;
REVOKE EXECUTE ON FUNCTION "same_needle"(UUID, UUID, UUID, UUID) FROM PUBLIC;

-- As before, and asked of a lot of another clinic as well: there the same needle has another id.
CREATE OR REPLACE FUNCTION "recall_names_lot"("r" "recall", "l" "lot") RETURNS BOOLEAN
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public AS $$
  SELECT (cardinality("r"."product_ids") + cardinality("r"."lot_numbers") > 0
      OR num_nonnulls("r"."diameter_mm", "r"."length_mm", "r"."expiry_from", "r"."expiry_to", "r"."produced_from", "r"."produced_to") > 0)
    AND (cardinality("r"."product_ids") = 0 OR "l"."product_id" = ANY ("r"."product_ids")
      OR "l"."clinic_id" <> "r"."clinic_id" AND EXISTS (SELECT 1 FROM unnest("r"."product_ids") n ("id")
        WHERE same_needle("r"."clinic_id", n."id", "l"."clinic_id", "l"."product_id")))
    AND (cardinality("r"."lot_numbers") = 0 OR coalesce("l"."lot_number" = ANY ("r"."lot_numbers"), false))
    AND ("r"."expiry_from" IS NULL OR coalesce("l"."expiry_date" >= "r"."expiry_from", false))
    AND ("r"."expiry_to" IS NULL OR coalesce("l"."expiry_date" <= "r"."expiry_to", false))
    AND ("r"."produced_from" IS NULL OR coalesce("l"."produced_on" >= "r"."produced_from", false))
    AND ("r"."produced_to" IS NULL OR coalesce("l"."produced_on" <= "r"."produced_to", false))
    AND EXISTS (SELECT 1 FROM "needle_product" p WHERE p."clinic_id" = "l"."clinic_id" AND p."id" = "l"."product_id"
      AND ("r"."diameter_mm" IS NULL OR p."diameter_mm" = "r"."diameter_mm") AND ("r"."length_mm" IS NULL OR p."length_mm" = "r"."length_mm"))
$$;

-- Whether a recall of another clinic reaches this lot: its notice names it and nobody left it out there, or a person took that lot in there.
CREATE FUNCTION "recall_reaches_there"("r" "recall", "l" "lot") RETURNS BOOLEAN
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT "r"."kind" = 'recall' AND "r"."from_recall_id" IS NULL AND (
    recall_names_lot("r", "l") AND NOT EXISTS (SELECT 1 FROM "lot" t WHERE t."clinic_id" = "r"."clinic_id" AND t."id" = ANY ("r"."left_out_lot_ids")
      AND t."lot_number" = "l"."lot_number" AND same_needle(t."clinic_id", t."product_id", "l"."clinic_id", "l"."product_id"))
    OR EXISTS (SELECT 1 FROM "recall_lot" n JOIN "lot" t ON t."clinic_id" = n."clinic_id" AND t."id" = n."lot_id"
      WHERE n."clinic_id" = "r"."clinic_id" AND n."recall_id" = "r"."id" AND t."lot_number" = "l"."lot_number"
        AND same_needle(t."clinic_id", t."product_id", "l"."clinic_id", "l"."product_id")))
$$;
REVOKE EXECUTE ON FUNCTION "recall_reaches_there"("recall", "lot") FROM PUBLIC;

-- The other clinic's own case of a recall, opened when its first lot joins. Of a needle that it does not have nothing is named.
CREATE FUNCTION "recall_passed_on_to"("r" "recall", "to_clinic" UUID) RETURNS UUID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE products UUID[]; known BOOLEAN; made UUID;
BEGIN
  SELECT coalesce(array_agg(p."id" ORDER BY p."id"), '{}') INTO products FROM "needle_product" p WHERE p."clinic_id" = "to_clinic"
    AND EXISTS (SELECT 1 FROM unnest("r"."product_ids") n ("id") WHERE same_needle("r"."clinic_id", n."id", p."clinic_id", p."id"));
  known := cardinality("r"."product_ids") = 0 OR cardinality(products) > 0;
  INSERT INTO "recall" ("clinic_id", "reason", "reference", "risk_class", "from_whom", "received_on", "product_ids", "lot_numbers",
      "diameter_mm", "length_mm", "expiry_from", "expiry_to", "produced_from", "produced_to", "by_identity_id", "by_name",
      "begun_at", "opened_at", "from_clinic_id", "from_recall_id", "passed_on_by")
    SELECT "to_clinic", "r"."reason", "r"."reference", "r"."risk_class", "r"."from_whom", "r"."received_on", products,
      CASE WHEN known THEN "r"."lot_numbers" ELSE '{}' END, CASE WHEN known THEN "r"."diameter_mm" END, CASE WHEN known THEN "r"."length_mm" END,
      CASE WHEN known THEN "r"."expiry_from" END, CASE WHEN known THEN "r"."expiry_to" END, CASE WHEN known THEN "r"."produced_from" END,
      CASE WHEN known THEN "r"."produced_to" END, "r"."by_identity_id", "r"."by_name", app_now(), app_now(), "r"."clinic_id", "r"."id", c."name"
    FROM "clinic" c WHERE c."id" = "r"."clinic_id"
    ON CONFLICT ("clinic_id", "from_clinic_id", "from_recall_id") DO NOTHING RETURNING "id" INTO made;
  IF made IS NOT NULL THEN
    INSERT INTO "audit_event" ("clinic_id", "actor_kind", "action", "entity_type", "entity_id", "detail")
      VALUES ("to_clinic", 'system', 'pass-recall-on', 'Recall', made::text, jsonb_build_object('fromClinicId', "r"."clinic_id"));
    RETURN made;
  END IF;
  SELECT p."id" INTO made FROM "recall" p WHERE p."clinic_id" = "to_clinic" AND p."from_clinic_id" = "r"."clinic_id" AND p."from_recall_id" = "r"."id";
  RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_passed_on_to"("recall", UUID) FROM PUBLIC;

-- A recall that is being opened waits for lots that are being added here and in the owner's other clinics, in one order.
CREATE OR REPLACE FUNCTION "recall_waits_for_lots"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE c UUID;
BEGIN
  FOR c IN SELECT NEW."clinic_id" UNION SELECT clinics_of_one_owner(NEW."clinic_id") ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(c::text || ' recalled lots', 0));
  END LOOP;
  RETURN NEW;
END $$;
DROP TRIGGER "recall_waits_for_lots" ON "recall";
CREATE TRIGGER "recall_waits_for_lots" BEFORE INSERT ON "recall" FOR EACH ROW
  WHEN (NEW."kind" = 'recall' AND NEW."from_recall_id" IS NULL) EXECUTE FUNCTION "recall_waits_for_lots"();

CREATE FUNCTION "recall_is_passed_on"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r "recall"; l RECORD;
BEGIN
  -- of a recall, or of a lot that was taken into one
  SELECT * INTO r FROM "recall" WHERE "clinic_id" = NEW."clinic_id" AND "id" = (CASE TG_TABLE_NAME WHEN 'recall' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'recall_id' END)::uuid;
  IF r."kind" <> 'recall' OR r."from_recall_id" IS NOT NULL THEN
    RETURN NULL;
  END IF;
  FOR l IN SELECT t."clinic_id", t."id" FROM "lot" t WHERE t."clinic_id" IN (SELECT clinics_of_one_owner(r."clinic_id")) AND recall_reaches_there(r, t)
    ORDER BY t."clinic_id", t."id" LOOP
    INSERT INTO "recall_lot" ("clinic_id", "recall_id", "lot_id", "how")
      VALUES (l."clinic_id", recall_passed_on_to(r, l."clinic_id"), l."id", 'named') ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "recall_is_passed_on"() FROM PUBLIC;
CREATE TRIGGER "recall_is_passed_on" AFTER INSERT ON "recall" FOR EACH ROW
  WHEN (NEW."kind" = 'recall' AND NEW."from_recall_id" IS NULL) EXECUTE FUNCTION "recall_is_passed_on"();
-- what the notice named has been passed on with it
CREATE TRIGGER "recall_is_passed_on" AFTER INSERT ON "recall_lot" FOR EACH ROW
  WHEN (NEW."how" = 'chosen') EXECUTE FUNCTION "recall_is_passed_on"();

CREATE OR REPLACE FUNCTION "lot_joins_recall"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE theirs "recall";
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW."clinic_id"::text || ' recalled lots', 0));
  INSERT INTO "recall_lot" ("clinic_id", "recall_id", "lot_id", "how")
    SELECT r."clinic_id", r."id", NEW."id", 'joined' FROM "recall" r
    WHERE r."clinic_id" = NEW."clinic_id" AND r."kind" = 'recall' AND NOT NEW."id" = ANY (r."left_out_lot_ids") AND "recall_names_lot"(r, NEW)
    ORDER BY r."id" ON CONFLICT DO NOTHING;
  FOR theirs IN SELECT o.* FROM "recall" o WHERE o."clinic_id" IN (SELECT clinics_of_one_owner(NEW."clinic_id")) AND o."kind" = 'recall'
    AND o."from_recall_id" IS NULL AND recall_reaches_there(o, NEW) ORDER BY o."clinic_id", o."id" LOOP
    INSERT INTO "recall_lot" ("clinic_id", "recall_id", "lot_id", "how")
      VALUES (NEW."clinic_id", recall_passed_on_to(theirs, NEW."clinic_id"), NEW."id", 'joined') ON CONFLICT DO NOTHING;
  END LOOP;
  RETURN NULL;
END $$;

-- What stands open so far is to do, too.
SELECT recall_is_on_the_list(r."clinic_id", r."id") FROM "recall" r WHERE r."kind" = 'recall' AND r."closed_at" IS NULL;
