-- Who claims several things and gets fewer gets none: an error, so that the COMMIT that was sent along commits nothing.
CREATE FUNCTION "all_claimed"("claimed" BIGINT, "wanted" INTEGER) RETURNS BOOLEAN
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF "claimed" <> "wanted" THEN
    RAISE EXCEPTION USING ERRCODE = '23P01', MESSAGE = 'something of it was claimed meanwhile', CONSTRAINT = 'all_claimed';
  END IF;
  RETURN true;
END $$;
