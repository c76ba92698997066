-- P4: needles lie somewhere: in a store, in a room, in a practitioner's bag. The stock book is kept for each lot and place.
CREATE TABLE "stock_place" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "room_id" UUID,
    "practitioner_id" UUID,
    "name" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "stock_place_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "stock_place_clinic_id_room_id_key" ON "stock_place"("clinic_id","room_id");
CREATE UNIQUE INDEX "stock_place_clinic_id_practitioner_id_key" ON "stock_place"("clinic_id","practitioner_id");
ALTER TABLE "stock_place" ADD CONSTRAINT "stock_place_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "stock_place" ADD CONSTRAINT "stock_place_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id","room_id") REFERENCES "room"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "stock_place" ADD CONSTRAINT "stock_place_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "practitioner"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "stock_place" ADD CONSTRAINT "stock_place_is_one_thing" CHECK (
  ("kind" = 'store' AND "room_id" IS NULL AND "practitioner_id" IS NULL)
  OR ("kind" = 'room' AND "room_id" IS NOT NULL AND "practitioner_id" IS NULL)
  OR ("kind" = 'bag' AND "practitioner_id" IS NOT NULL AND "room_id" IS NULL));
ALTER TABLE "stock_place" ADD CONSTRAINT "stock_place_name" CHECK ("name" IS NULL OR length(btrim("name")) > 0);

-- A clinic has a store from its first day, and each of its rooms is a place. Their ids are the clinic's and the room's.
INSERT INTO "stock_place" ("clinic_id", "id", "kind") SELECT "id", "id", 'store' FROM "clinic";
INSERT INTO "stock_place" ("clinic_id", "id", "kind", "room_id") SELECT "clinic_id", "id", 'room', "id" FROM "room";
CREATE FUNCTION "clinic_has_a_store"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "stock_place" ("clinic_id", "id", "kind") VALUES (NEW."id", NEW."id", 'store');
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "clinic_has_a_store"() FROM PUBLIC;
CREATE TRIGGER "clinic_has_a_store" AFTER INSERT ON "clinic" FOR EACH ROW EXECUTE FUNCTION "clinic_has_a_store"();
CREATE FUNCTION "room_is_a_place"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "stock_place" ("clinic_id", "id", "kind", "room_id") VALUES (NEW."clinic_id", NEW."id", 'room', NEW."id");
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "room_is_a_place"() FROM PUBLIC;
CREATE TRIGGER "room_is_a_place" AFTER INSERT ON "room" FOR EACH ROW EXECUTE FUNCTION "room_is_a_place"();

ALTER TABLE "stock_place" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "stock_place" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "stock_place" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
GRANT SELECT, INSERT ON "stock_place" TO "filiform_app";
GRANT UPDATE ("name", "active", "version") ON "stock_place" TO "filiform_app";

-- What there was so far lies in the store.
ALTER TABLE "stock_entry" ADD COLUMN "place_id" UUID, ADD COLUMN "movement_id" UUID, ADD COLUMN "reason" TEXT, ADD COLUMN "reverses_id" UUID;
ALTER TABLE "stock_entry" DISABLE TRIGGER "only_added";
UPDATE "stock_entry" SET "place_id" = "clinic_id";
ALTER TABLE "stock_entry" ENABLE TRIGGER "only_added";
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_clinic_id_place_id_fkey" FOREIGN KEY ("clinic_id","place_id") REFERENCES "stock_place"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_clinic_id_reverses_id_fkey" FOREIGN KEY ("clinic_id","reverses_id") REFERENCES "stock_entry"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "stock_entry_clinic_id_reverses_id_key" ON "stock_entry"("clinic_id","reverses_id");
CREATE INDEX "stock_entry_clinic_id_movement_id_idx" ON "stock_entry"("clinic_id","movement_id");
ALTER TABLE "lot_stock" ADD COLUMN "place_id" UUID;
UPDATE "lot_stock" SET "place_id" = "clinic_id";
ALTER TABLE "lot_stock" ALTER COLUMN "place_id" SET NOT NULL;
ALTER TABLE "lot_stock" DROP CONSTRAINT "lot_stock_pkey";
ALTER TABLE "lot_stock" ADD CONSTRAINT "lot_stock_pkey" PRIMARY KEY ("clinic_id","lot_id","place_id");
ALTER TABLE "lot_stock" ADD CONSTRAINT "lot_stock_clinic_id_place_id_fkey" FOREIGN KEY ("clinic_id","place_id") REFERENCES "stock_place"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "lot_stock_clinic_id_place_id_idx" ON "lot_stock"("clinic_id","place_id");

-- What a line may say. Setting aside and releasing are of the whole lot: they move no needle and name no place.
ALTER TABLE "stock_entry" DROP CONSTRAINT "stock_entry_kind", DROP CONSTRAINT "stock_entry_reversed";
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_kind" CHECK (
  "kind" IN ('received', 'moved', 'opened', 'used', 'discarded', 'dropped', 'returned', 'destroyed', 'counted',
    'quarantined', 'released', 'reversed', 'discrepancy'));
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_place" CHECK (
  CASE WHEN "kind" IN ('quarantined', 'released') THEN "place_id" IS NULL AND "quantity" = 0 ELSE "place_id" IS NOT NULL AND "quantity" <> 0 END);
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_direction" CHECK (
  CASE WHEN "kind" = 'received' THEN "quantity" > 0
       WHEN "kind" IN ('used', 'discarded', 'dropped', 'returned', 'destroyed') THEN "quantity" < 0 ELSE true END);
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_movement" CHECK (
  CASE WHEN "kind" IN ('moved', 'opened') THEN "movement_id" IS NOT NULL WHEN "kind" = 'reversed' THEN true ELSE "movement_id" IS NULL END);
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_reversed" CHECK (
  CASE WHEN "kind" = 'reversed' THEN num_nonnulls("lot_use_id", "reverses_id") = 1 AND ("lot_use_id" IS NULL OR "quantity" > 0)
       ELSE "reverses_id" IS NULL END);
ALTER TABLE "stock_entry" ADD CONSTRAINT "stock_entry_reason" CHECK (
  ("reason" IS NULL OR length(btrim("reason")) > 0)
  AND ("reason" IS NOT NULL OR "lot_use_id" IS NOT NULL OR "kind" NOT IN ('counted', 'discarded', 'dropped', 'returned', 'destroyed', 'quarantined', 'released', 'reversed'))) NOT VALID;

-- What is moved leaves one place and reaches another, of one lot.
CREATE FUNCTION "movement_is_whole"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "stock_entry" e WHERE e."clinic_id" = NEW."clinic_id" AND e."movement_id" = NEW."movement_id"
    GROUP BY e."movement_id"
    HAVING sum(e."quantity") <> 0 OR count(*) <> 2 OR count(DISTINCT e."lot_id") <> 1 OR count(DISTINCT e."place_id") <> 2 OR count(DISTINCT e."kind") <> 1) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'what leaves one place reaches another', CONSTRAINT = 'movement_is_whole';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "movement_is_whole"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "movement_is_whole" AFTER INSERT ON "stock_entry" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."movement_id" IS NOT NULL) EXECUTE FUNCTION "movement_is_whole"();

-- Whoever writes in the book of a lot waits for its lock, and nobody opens or carries off what may not be used (K25).
CREATE FUNCTION "stock_entry_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; reason TEXT;
BEGIN
  SELECT * INTO l FROM "lot" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."lot_id" FOR NO KEY UPDATE;
  IF NEW."kind" = 'opened' OR NEW."kind" = 'moved' AND NEW."quantity" > 0 AND EXISTS (
    SELECT 1 FROM "stock_place" p WHERE p."clinic_id" = NEW."clinic_id" AND p."id" = NEW."place_id" AND p."kind" <> 'store') THEN
    reason := lot_refusal(l, app_now());
    IF reason IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'this lot may not be used', DETAIL = reason;
    END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "stock_entry_guard"() FROM PUBLIC;
CREATE TRIGGER "stock_entry_guard" BEFORE INSERT ON "stock_entry" FOR EACH ROW EXECUTE FUNCTION "stock_entry_guard"();

-- On hand follows from the book, for each lot and place.
CREATE OR REPLACE FUNCTION "stock_entry_counts"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "lot_stock" ("clinic_id", "lot_id", "place_id", "on_hand") VALUES (NEW."clinic_id", NEW."lot_id", NEW."place_id", 0) ON CONFLICT DO NOTHING;
  UPDATE "lot_stock" SET "on_hand" = "on_hand" + NEW."quantity"
  WHERE "clinic_id" = NEW."clinic_id" AND "lot_id" = NEW."lot_id" AND "place_id" = NEW."place_id";
  RETURN NULL;
END $$;
DROP TRIGGER "stock_entry_counts" ON "stock_entry";
CREATE TRIGGER "stock_entry_counts" AFTER INSERT ON "stock_entry" FOR EACH ROW
  WHEN (NEW."place_id" IS NOT NULL) EXECUTE FUNCTION "stock_entry_counts"();

-- The proof: every lot and place where what is on hand is not the sum of its lines. Without a fault there are no rows.
CREATE VIEW "stock_book_fault" WITH (security_invoker = true) AS
  SELECT "clinic_id", "lot_id", "place_id", coalesce(s."on_hand", 0) AS "on_hand", coalesce(b."total", 0)::int AS "book"
  FROM "lot_stock" s FULL JOIN (
    SELECT "clinic_id", "lot_id", "place_id", sum("quantity") AS "total" FROM "stock_entry"
    WHERE "place_id" IS NOT NULL GROUP BY 1, 2, 3) b USING ("clinic_id", "lot_id", "place_id")
  WHERE coalesce(s."on_hand", 0) <> coalesce(b."total", 0);
GRANT SELECT ON "stock_book_fault" TO "filiform_app";

-- Where the needles of a lot are, the nearest to a visit first: its room, its practitioner's bag, a store, anywhere else.
CREATE FUNCTION "lot_places_from_visit"("of_clinic" UUID, "of_encounter" UUID, "of_lot" UUID)
RETURNS TABLE ("place_id" UUID, "on_hand" INTEGER, "distance" INTEGER)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT s."place_id", s."on_hand",
    CASE WHEN p."room_id" = here."room_id" THEN 0 WHEN p."practitioner_id" = e."practitioner_id" THEN 1 WHEN p."kind" = 'store' THEN 2 ELSE 3 END
  FROM "lot_stock" s
  JOIN "stock_place" p ON p."clinic_id" = s."clinic_id" AND p."id" = s."place_id"
  JOIN "encounter" e ON e."clinic_id" = s."clinic_id" AND e."id" = "of_encounter"
  JOIN "appointment" a ON a."clinic_id" = e."clinic_id" AND a."id" = e."appointment_id"
  LEFT JOIN "place" here ON here."clinic_id" = a."clinic_id" AND here."id" = a."place_id"
  WHERE s."clinic_id" = "of_clinic" AND s."lot_id" = "of_lot" AND s."on_hand" > 0
  ORDER BY 3, 1
$$;
REVOKE EXECUTE ON FUNCTION "lot_places_from_visit"(UUID, UUID, UUID) FROM PUBLIC;

CREATE OR REPLACE FUNCTION "lot_use_guard"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE l "lot"; have INTEGER; reason TEXT; u "lot_use";
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
  SELECT coalesce(sum(s."on_hand"), 0) INTO have FROM "lot_stock" s WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id";
  IF reason IS NULL AND have < NEW."quantity" THEN reason := 'not-enough'; END IF;
  IF reason IS NOT NULL AND NEW."deviation_id" IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF004', MESSAGE = 'a recorded use of this lot needs a deviation', DETAIL = reason;
  END IF;
  RETURN NEW;
END $$;

-- A use is in the stock book once for each place that its needles came from.
DROP INDEX "stock_entry_one_per_use";
CREATE UNIQUE INDEX "stock_entry_one_per_use" ON "stock_entry" ("clinic_id", "lot_use_id", "place_id") WHERE "kind" = 'used';
DROP INDEX "stock_entry_one_per_reversal";
CREATE UNIQUE INDEX "stock_entry_one_per_reversal" ON "stock_entry" ("clinic_id", "lot_use_id", "place_id") WHERE "kind" = 'reversed' AND "lot_use_id" IS NOT NULL;

-- A use writes its own lines, the nearest place first; what the book has nowhere is entered as a discrepancy where it was used.
CREATE OR REPLACE FUNCTION "lot_use_into_ledger"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE lacks INTEGER := NEW."quantity"; here UUID; came RECORD; takes INTEGER;
BEGIN
  IF NEW."reverses_id" IS NOT NULL THEN
    PERFORM lot_use_back_into_ledger(NEW);
    RETURN NULL;
  END IF;
  SELECT p."id" INTO here FROM "encounter" e
    JOIN "appointment" a ON a."clinic_id" = e."clinic_id" AND a."id" = e."appointment_id"
    LEFT JOIN "place" c ON c."clinic_id" = a."clinic_id" AND c."id" = a."place_id"
    JOIN "stock_place" p ON p."clinic_id" = e."clinic_id" AND (p."room_id" = c."room_id" OR p."kind" = 'store')
    WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id"
    ORDER BY p."room_id" NULLS LAST, p."id" LIMIT 1;
  SELECT NEW."quantity" - coalesce(sum(s."on_hand"), 0) INTO takes FROM "lot_stock" s
    WHERE s."clinic_id" = NEW."clinic_id" AND s."lot_id" = NEW."lot_id";
  IF takes > 0 THEN
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "place_id", "kind", "quantity", "deviation_id", "by_identity_id")
    VALUES (NEW."clinic_id", NEW."lot_id", here, 'discrepancy', takes, NEW."deviation_id", NEW."by_identity_id");
  END IF;
  FOR came IN SELECT * FROM lot_places_from_visit(NEW."clinic_id", NEW."encounter_id", NEW."lot_id") LOOP
    takes := least(lacks, came."on_hand");
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "place_id", "kind", "quantity", "lot_use_id", "deviation_id", "by_identity_id")
    VALUES (NEW."clinic_id", NEW."lot_id", came."place_id", 'used', -takes, NEW."id", NEW."deviation_id", NEW."by_identity_id");
    lacks := lacks - takes;
    EXIT WHEN lacks = 0;
  END LOOP;
  RETURN NULL;
END $$;

-- What is taken back of a use returns to where it came from, first to where the book had been short.
CREATE FUNCTION "lot_use_back_into_ledger"("back" "lot_use") RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE left_over INTEGER := -"back"."quantity"; u "lot_use"; short RECORD; came RECORD; gives INTEGER;
BEGIN
  SELECT * INTO u FROM "lot_use" WHERE "clinic_id" = "back"."clinic_id" AND "id" = "back"."reverses_id";
  SELECT e."place_id", sum(e."quantity") AS "surplus" INTO short FROM "stock_entry" e
    WHERE e."clinic_id" = u."clinic_id" AND e."lot_id" = u."lot_id" AND e."kind" = 'discrepancy' AND e."deviation_id" = u."deviation_id"
    GROUP BY e."place_id" HAVING sum(e."quantity") > 0 LIMIT 1;
  FOR came IN
    SELECT e."place_id", -sum(e."quantity") AS "needles" FROM "stock_entry" e
    WHERE e."clinic_id" = u."clinic_id" AND (e."lot_use_id" = u."id" AND e."kind" = 'used'
      OR e."kind" = 'reversed' AND e."lot_use_id" IN (SELECT r."id" FROM "lot_use" r WHERE r."clinic_id" = u."clinic_id" AND r."reverses_id" = u."id"))
    GROUP BY e."place_id" HAVING -sum(e."quantity") > 0
    ORDER BY e."place_id" = short."place_id" DESC NULLS LAST, e."place_id"
  LOOP
    gives := least(left_over, came."needles");
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "place_id", "kind", "quantity", "lot_use_id", "by_identity_id")
    VALUES ("back"."clinic_id", "back"."lot_id", came."place_id", 'reversed', gives, "back"."id", "back"."by_identity_id");
    left_over := left_over - gives;
    EXIT WHEN left_over = 0;
  END LOOP;
  -- needles that the book was short of were added for this use, and go with it
  IF short."surplus" > 0 THEN
    INSERT INTO "stock_entry" ("clinic_id", "lot_id", "place_id", "kind", "quantity", "deviation_id", "by_identity_id")
    VALUES (u."clinic_id", u."lot_id", short."place_id", 'discrepancy', -least(short."surplus", -"back"."quantity"), u."deviation_id", "back"."by_identity_id");
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION "lot_use_back_into_ledger"("lot_use") FROM PUBLIC;
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "stock_place" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "stock_entry" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
