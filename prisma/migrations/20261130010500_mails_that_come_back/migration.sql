-- A mail server that sends a message back later knows only the message: whose clinic's it is, and nothing else, is asked before
-- anybody is inside its walls.
CREATE FUNCTION "clinic_of_message"("of_id" UUID) RETURNS UUID
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
  $$ SELECT "clinic_id" FROM "communication" WHERE "id" = "of_id" AND "channel" = 'email' LIMIT 1 $$;
REVOKE EXECUTE ON FUNCTION "clinic_of_message"(UUID) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "clinic_of_message"(UUID) TO "filiform_app";
