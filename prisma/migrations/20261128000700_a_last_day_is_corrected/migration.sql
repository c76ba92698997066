-- The last day of a lot that is known changes by a correction that is kept, and not by writing over it (K28).
CREATE FUNCTION "last_day_is_corrected"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the last day of a lot is corrected, not written over';
END $$;
CREATE TRIGGER "last_day_is_corrected" BEFORE UPDATE OF "expiry_date" ON "lot" FOR EACH ROW
  WHEN (OLD."expiry_date" IS NOT NULL AND NEW."expiry_date" IS DISTINCT FROM OLD."expiry_date" AND current_user = 'filiform_app')
  EXECUTE FUNCTION "last_day_is_corrected"();
