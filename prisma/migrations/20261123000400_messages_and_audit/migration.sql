-- P6: one aftercare step reaches one visit once per channel and attempt (the unique key stands with the table);
-- a further attempt is a person's "send again".
ALTER TABLE "communication" ADD CONSTRAINT "further_attempts_are_asked_for"
  CHECK ("attempt" = 1 OR "requested_by_identity_id" IS NOT NULL);

-- A message that went out, may have gone out or was decided against is never sent again, and stays the message it is.
CREATE FUNCTION "communication_is_settled"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a settled message is not sent again, and a message does not become another';
END $$;
CREATE TRIGGER "communication_is_settled" BEFORE UPDATE ON "communication" FOR EACH ROW
  WHEN ((OLD."status" IN ('sent', 'unknown', 'failed', 'withheld') AND NEW."status" IN ('due', 'sending'))
    OR (OLD."encounter_id", OLD."step_id", OLD."channel", OLD."attempt") IS DISTINCT FROM (NEW."encounter_id", NEW."step_id", NEW."channel", NEW."attempt"))
  EXECUTE FUNCTION "communication_is_settled"();

-- P8: what was written down stays written down.
CREATE FUNCTION "only_added"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = format('%s rows are only added', TG_TABLE_NAME);
END $$;
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "never_emptied" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "stock_entry" FOR EACH ROW EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "override" FOR EACH ROW EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "deviation" FOR EACH ROW EXECUTE FUNCTION "only_added"();
CREATE TRIGGER "only_added" BEFORE UPDATE OR DELETE ON "incident" FOR EACH ROW EXECUTE FUNCTION "only_added"();

-- The worker says that it lives; the health check reads it. Real time on purpose, whatever the clock of a test says.
CREATE TABLE "worker_heartbeat" (
  "worker_id" UUID PRIMARY KEY,
  "at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
