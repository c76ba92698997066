-- What a command leaves for the worker, in the transaction of the deed: one lean row, since whoever books waits for it. The
-- worker hands it to the queue, in one transaction of its own. No key to the clinic: the wall has asked, the receipt beside it too.
CREATE TABLE "left_job" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    CONSTRAINT "left_job_pkey" PRIMARY KEY ("clinic_id","id")
);

ALTER TABLE "left_job" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "left_job" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_read" ON "left_job" AS RESTRICTIVE FOR SELECT TO "filiform_app" USING ((SELECT app_is_staff()));
GRANT SELECT, INSERT ON "left_job" TO "filiform_app";

-- The worker works for every clinic. Two of them never take the same; who takes and fails has taken nothing. A job that this
-- worker does not know is left to one that does.
CREATE FUNCTION "take_left_jobs"("known" TEXT[], "most" INT) RETURNS TABLE ("name" TEXT, "data" JSONB)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
  WITH taken AS (
    DELETE FROM "left_job" j USING (
      SELECT l."clinic_id", l."id" FROM "left_job" l WHERE l."name" = ANY ("known") ORDER BY l."id" LIMIT "most" FOR UPDATE SKIP LOCKED
    ) next
    WHERE j."clinic_id" = next."clinic_id" AND j."id" = next."id"
    RETURNING j."id", j."name", j."data")
  SELECT t."name", t."data" FROM taken t ORDER BY t."id" $$;
REVOKE EXECUTE ON FUNCTION "take_left_jobs"(TEXT[], INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "take_left_jobs"(TEXT[], INT) TO "filiform_app";
