-- Access control in the database itself, for a PostgreSQL store in which it was put on.
-- Made by `cadre store harden`; carried out by a superuser, or by who may make roles and owns the tables. It may be
-- carried out again at any time, and must be after `cadre store rebuild` and after somebody is enrolled or gets a role.
--
-- Every person logs in under a role of its own, named as its principal. What a login may see and write follows from the
-- events of access, read by the functions below on every statement. They belong to @owner@, which nobody can log in as.

-- Which login opened which file, by transaction: a look that was not committed opens nothing.
CREATE TABLE IF NOT EXISTS @schema@.read_open (number bigint NOT NULL, login text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL, xact xid8 NOT NULL, opened_at timestamptz NOT NULL);
CREATE INDEX IF NOT EXISTS read_open_login ON @schema@.read_open (login, subject);
CREATE INDEX IF NOT EXISTS event_tag_position ON @schema@.event_tag (position);

-- The functions that policies ask ------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION cadre_today() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT ((CASE WHEN simulated = 1 THEN recorded_at::timestamptz ELSE now() END) AT TIME ZONE zone)::date::text
  FROM @schema@.store_head WHERE id = 1
$$;

CREATE OR REPLACE FUNCTION cadre_held(login text, asked text) RETURNS SETOF json LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  today text := @schema@.cadre_today();
BEGIN
  RETURN QUERY SELECT g.fields::json FROM @schema@.dossier_row g
  WHERE g.subject = 'principal:' || login AND g.topic = asked AND g.known_to = @open@
    AND g.valid_from <= today AND g.valid_to > today
    AND NOT EXISTS (
      SELECT 1 FROM @schema@.dossier_row w
      WHERE w.subject = g.subject AND w.topic = 'grant-withdrawn' AND w.known_to = @open@
        AND w.valid_from <= today AND w.fields::json->>'grant' = g.event);
END $$;

CREATE OR REPLACE FUNCTION cadre_has(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM @schema@.cadre_held(session_user::text, 'role-given') r WHERE r->>'role' = ANY (roles))
$$;

CREATE OR REPLACE FUNCTION cadre_person() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT fields::json->>'cadre' FROM @schema@.dossier_row
  WHERE subject = 'principal:' || session_user AND topic = 'principal-enrolled' AND known_to = @open@
$$;

CREATE OR REPLACE FUNCTION cadre_related(who text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  me text := @schema@.cadre_person();
BEGIN
  IF me IS NULL THEN RETURN false; END IF;
  RETURN who = me OR EXISTS (
    SELECT 1 FROM @schema@.vault v WHERE v.path = 'kin.cadre'
      AND ((v.value = who AND v.subject = 'cadre:' || me) OR (v.value = me AND v.subject = 'cadre:' || who)));
END $$;

CREATE OR REPLACE FUNCTION cadre_in_unit(asked text, above text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  up text := asked;
  passed text[] := '{}';
  today text;
BEGIN
  IF above IS NULL THEN RETURN true; END IF;
  WHILE up IS NOT NULL AND up <> ALL (passed) LOOP
    IF up = above THEN RETURN true; END IF;
    passed := passed || up;
    today := coalesce(today, @schema@.cadre_today());
    SELECT (SELECT r.parent FROM @schema@.unit_row r WHERE r.unit = up AND r.known_to = @open@
      ORDER BY (r.valid_from <= today) DESC, CASE WHEN r.valid_from <= today THEN r.valid_from END DESC, r.valid_from
      LIMIT 1) INTO up;
  END LOOP;
  RETURN false;
END $$;

CREATE OR REPLACE FUNCTION cadre_in_levels(level text, lowest text, highest text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  scale text[];
BEGIN
  IF lowest IS NULL AND highest IS NULL THEN RETURN true; END IF;
  SELECT ARRAY(SELECT json_array_elements_text(convert_from(e.state, 'UTF8')::json->'body'->'levels')) INTO scale
  FROM @schema@.stored_events e WHERE e.originator_id = 'store:register' AND e.topic = 'level-scale-adopted/1'
  ORDER BY e.originator_version DESC LIMIT 1;
  RETURN coalesce(array_position(scale, level) BETWEEN coalesce(array_position(scale, lowest), 1)
    AND coalesce(array_position(scale, highest), cardinality(scale)), false);
END $$;

CREATE OR REPLACE FUNCTION cadre_covers_unit(asked text, joint boolean) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM @schema@.cadre_held(session_user::text, 'authority-granted') g
    WHERE (joint OR NOT (g->>'joint')::boolean) AND @schema@.cadre_in_unit(asked, g->>'unit'))
$$;

CREATE OR REPLACE FUNCTION cadre_covers_post(asked text, level text, joint boolean) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  today text := @schema@.cadre_today();
  place @schema@.post_row%ROWTYPE;
  g json;
BEGIN
  SELECT * INTO place FROM @schema@.post_row r WHERE r.post = asked AND r.known_to = @open@
    ORDER BY (r.valid_from <= today) DESC, CASE WHEN r.valid_from <= today THEN r.valid_from END DESC, r.valid_from LIMIT 1;
  IF NOT FOUND THEN RETURN false; END IF;
  FOR g IN SELECT @schema@.cadre_held(session_user::text, 'authority-granted') LOOP
    IF (joint OR NOT (g->>'joint')::boolean) AND (g->>'track' IS NULL OR g->>'track' = place.track)
        AND (NOT (g->>'key_posts')::boolean OR place.key_post = 1)
        AND @schema@.cadre_in_unit(place.unit, g->>'unit')
        AND @schema@.cadre_in_levels(coalesce(level, place.level), g->>'lowest', g->>'highest') THEN
      RETURN true;
    END IF;
  END LOOP;
  RETURN false;
END $$;

CREATE OR REPLACE FUNCTION cadre_covers(who text, joint boolean) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  today text := @schema@.cadre_today();
  standing text;
  held text[];
BEGIN
  SELECT r.level INTO standing FROM @schema@.standing_row r WHERE r.cadre = who AND r.known_to = @open@
    ORDER BY (r.valid_from <= today) DESC, CASE WHEN r.valid_from <= today THEN r.valid_from END DESC, r.valid_from LIMIT 1;
  WITH begun AS (
    SELECT h.post, h.kind, h.valid_to FROM @schema@.holding_row h
    WHERE h.cadre = who AND h.known_to = @open@ AND h.valid_from <= today),
  counted AS (
    SELECT * FROM begun WHERE valid_to > today
    UNION ALL SELECT * FROM begun WHERE NOT EXISTS (SELECT 1 FROM begun WHERE valid_to > today)
      AND valid_to = (SELECT max(valid_to) FROM begun)),
  own AS (SELECT * FROM counted WHERE kind IN ('substantive', 'trial', 'acting'))
  SELECT array_agg(post) INTO held FROM (
    SELECT post FROM own UNION SELECT post FROM counted WHERE NOT EXISTS (SELECT 1 FROM own)) each;
  IF held IS NULL THEN
    RETURN EXISTS (
      SELECT 1 FROM @schema@.cadre_held(session_user::text, 'authority-granted') g
      WHERE (joint OR NOT (g->>'joint')::boolean)
        AND @schema@.cadre_in_levels(standing, g->>'lowest', g->>'highest'));
  END IF;
  RETURN EXISTS (SELECT 1 FROM unnest(held) post WHERE @schema@.cadre_covers_post(post, standing, joint));
END $$;

CREATE OR REPLACE FUNCTION cadre_looked(who text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM @schema@.read_open o
    WHERE o.login = session_user AND (o.subject = '*' OR o.subject = who)
      AND o.xact IS DISTINCT FROM pg_current_xact_id_if_assigned() AND pg_xact_status(o.xact) = 'committed'
      AND o.opened_at > clock_timestamp() - interval '5 minutes')
$$;

CREATE OR REPLACE FUNCTION cadre_sees(who text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
BEGIN
  IF @schema@.cadre_related(who) THEN RETURN false; END IF;
  IF @schema@.cadre_has('auditor', 'supervisor') THEN RETURN @schema@.cadre_looked('cadre:' || who); END IF;
  RETURN @schema@.cadre_has('officer', 'approver') AND @schema@.cadre_covers(who, true);
END $$;

CREATE OR REPLACE FUNCTION cadre_sees_stream(stream text, event_position bigint) RETURNS boolean LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  kind text := split_part(stream, ':', 1);
  named text := substr(stream, length(split_part(stream, ':', 1)) + 2);
BEGIN
  IF kind IN ('store', 'order', 'post', 'unit', 'policy', 'access', 'principal', 'procedure', 'calendar') THEN
    RETURN true;
  ELSIF kind = 'cadre' THEN
    RETURN @schema@.cadre_sees(named);
  ELSIF kind IN ('refusal', 'signature') THEN
    RETURN named = session_user OR @schema@.cadre_has('auditor', 'supervisor');
  END IF;
  RETURN NOT EXISTS (SELECT 1 FROM @schema@.event_tag t WHERE t.position = event_position AND t.tag LIKE 'cadre:%')
    OR EXISTS (SELECT 1 FROM @schema@.event_tag t WHERE t.position = event_position AND t.tag LIKE 'cadre:%'
      AND @schema@.cadre_sees(substr(t.tag, 7)));
END $$;

CREATE OR REPLACE FUNCTION cadre_known(who text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM @schema@.stored_events WHERE originator_id = 'cadre:' || who
    AND position <= (SELECT position FROM @schema@.store_head WHERE id = 1))
$$;

CREATE OR REPLACE FUNCTION cadre_sees_subject(subject text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT CASE WHEN subject LIKE 'cadre:%' THEN @schema@.cadre_sees(substr(subject, 7))
    WHEN strpos(subject, ':') = 0 AND @schema@.cadre_known(subject) THEN @schema@.cadre_sees(subject) ELSE true END
$$;

CREATE OR REPLACE FUNCTION cadre_sees_value(subject text, event_id text, path text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, @schema@, pg_temp AS $$
  SELECT subject NOT LIKE 'cadre:%' OR @schema@.cadre_sees(substr(subject, 7)) OR (path LIKE 'kin.%' AND EXISTS (
    SELECT 1 FROM @schema@.vault k WHERE k.event = event_id AND k.path = 'kin.cadre'
      AND (@schema@.cadre_person() IN (k.value, substr(k.subject, 7)) OR @schema@.cadre_sees(k.value))))
$$;

CREATE OR REPLACE FUNCTION cadre_writes(subject text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  kind text := split_part(subject, ':', 1);
  named text := substr(subject, length(split_part(subject, ':', 1)) + 2);
BEGIN
  IF strpos(subject, ':') = 0 AND subject <> '' THEN
    RETURN @schema@.cadre_writes('cadre:' || subject) AND @schema@.cadre_writes('post:' || subject)
      AND @schema@.cadre_writes('unit:' || subject);
  ELSIF kind IN ('access', 'principal') THEN
    RETURN @schema@.cadre_has('security-administrator', 'supervisor');
  ELSIF NOT @schema@.cadre_has('officer') THEN
    RETURN false;
  ELSIF kind = 'cadre' THEN
    RETURN NOT @schema@.cadre_related(named)
      AND (NOT @schema@.cadre_known(named) OR @schema@.cadre_covers(named, true));
  ELSIF kind = 'post' AND EXISTS (SELECT 1 FROM @schema@.post_row WHERE post = named
      AND known_from <= (SELECT position FROM @schema@.store_head WHERE id = 1)) THEN
    RETURN @schema@.cadre_covers_post(named, NULL, true);
  ELSIF kind = 'unit' AND EXISTS (SELECT 1 FROM @schema@.unit_row WHERE unit = named
      AND known_from <= (SELECT position FROM @schema@.store_head WHERE id = 1)) THEN
    RETURN @schema@.cadre_covers_unit(named, true);
  END IF;
  RETURN true;
END $$;

-- What is written is checked where it is stored ------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION cadre_refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what is recorded in % is never changed and never removed', TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE FUNCTION cadre_check_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  told json := convert_from(NEW.state, 'UTF8')::json;
  head @schema@.store_head%ROWTYPE;
  kind text := split_part(NEW.originator_id, ':', 1);
  named text := substr(NEW.originator_id, length(split_part(NEW.originator_id, ':', 1)) + 2);
  field text;
BEGIN
  SELECT * INTO head FROM @schema@.store_head WHERE id = 1 FOR UPDATE;
  IF told->>'actor' IS DISTINCT FROM session_user::text THEN
    RAISE EXCEPTION '% cannot record in the name of %', session_user, told->>'actor' USING ERRCODE = '42501';
  END IF;
  IF NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM @schema@.stored_events) THEN
    RAISE EXCEPTION 'position % is not the next one', NEW.position USING ERRCODE = '42501';
  END IF;
  IF NEW.originator_version <> (SELECT coalesce(max(originator_version), 0) + 1 FROM @schema@.stored_events
      WHERE originator_id = NEW.originator_id) THEN
    RAISE EXCEPTION 'version % of % is not the next one', NEW.originator_version, NEW.originator_id USING ERRCODE = '42501';
  END IF;
  IF NEW.leaf <> sha256('\x00'::bytea || 'cadre-log/v1'::bytea || '\x00'::bytea || int8send(NEW.position)
      || int4send(octet_length(NEW.originator_id)) || convert_to(NEW.originator_id, 'UTF8')
      || int8send(NEW.originator_version) || int4send(octet_length(NEW.topic)) || convert_to(NEW.topic, 'UTF8')
      || sha256(NEW.state)) THEN
    RAISE EXCEPTION 'the leaf is not that of the event' USING ERRCODE = '42501';
  END IF;
  IF (told->>'recorded_at')::timestamptz < head.recorded_at::timestamptz OR (head.simulated = 0
      AND abs(extract(epoch FROM clock_timestamp() - (told->>'recorded_at')::timestamptz)) > 300) THEN
    RAISE EXCEPTION 'the instant % is not the present one', told->>'recorded_at' USING ERRCODE = '42501';
  END IF;
  IF kind = 'refusal' OR kind = 'signature' THEN
    IF named <> session_user::text THEN
      RAISE EXCEPTION '% cannot write into %', session_user, NEW.originator_id USING ERRCODE = '42501';
    END IF;
  ELSIF NEW.originator_id IN ('store:reads', 'store:heads', 'store:clock') THEN
    NULL;
  ELSIF NEW.originator_id IN ('store:restores', 'store:copies', 'store:keys')
      AND @schema@.cadre_has('system-administrator', 'security-administrator') THEN
    NULL;
  ELSIF kind = 'privacy' AND (NEW.topic = 'restricted-data-read/1' OR @schema@.cadre_has('security-administrator')) THEN
    NULL;
  ELSIF kind = 'order' AND @schema@.cadre_has('officer', 'security-administrator', 'supervisor') THEN
    NULL;
  ELSIF kind = 'store' OR @schema@.cadre_writes(NEW.originator_id) IS NOT TRUE THEN
    RAISE EXCEPTION '% lies outside of the authority of %', NEW.originator_id, session_user USING ERRCODE = '42501';
  ELSE
    FOREACH field IN ARRAY ARRAY['cadre', 'post', 'unit'] LOOP
      IF kind NOT IN ('access', 'principal') AND json_typeof(told->'body'->field) = 'string'
          AND @schema@.cadre_writes(field || ':' || (told->'body'->>field)) IS NOT TRUE THEN
        RAISE EXCEPTION '% % lies outside of the authority of %', field, told->'body'->>field, session_user
          USING ERRCODE = '42501';
      END IF;
    END LOOP;
    IF told->'body'->>'subject' IS NOT NULL AND @schema@.cadre_writes(told->'body'->>'subject') IS NOT TRUE THEN
      RAISE EXCEPTION '% lies outside of the authority of %', told->'body'->>'subject', session_user
        USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION cadre_check_actor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.actor <> session_user::text THEN
    RAISE EXCEPTION '% cannot write in the name of %', session_user, NEW.actor USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION cadre_check_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
BEGIN
  IF NEW.position <> (SELECT max(position) FROM @schema@.stored_events) OR NEW.position < OLD.position
      OR NEW.orders NOT BETWEEN OLD.orders AND OLD.orders + 1
      OR NEW.recorded_at <> (SELECT convert_from(state, 'UTF8')::json->>'recorded_at' FROM @schema@.stored_events
        WHERE position = NEW.position) THEN
    RAISE EXCEPTION 'the head is not that of the events' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION cadre_check_close() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
BEGIN
  IF OLD.known_to <> @open@ OR NEW.known_to <= OLD.known_from
      OR NEW.known_to <= (SELECT position FROM @schema@.store_head WHERE id = 1)
      OR NEW.known_to > (SELECT max(position) FROM @schema@.stored_events) THEN
    RAISE EXCEPTION 'only what is still known ceases to be known, by an event of this order' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION cadre_measured(told text) RETURNS bytea LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN told IS NULL THEN int4send(-1)
    ELSE int4send(octet_length(convert_to(told, 'UTF8'))) || convert_to(told, 'UTF8') END
$$;

CREATE OR REPLACE FUNCTION cadre_check_look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, @schema@, pg_temp AS $$
DECLARE
  named text;
BEGIN
  IF NEW.actor <> session_user::text OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM @schema@.read_log) THEN
    RAISE EXCEPTION 'a look is noted by who looks, after the last one' USING ERRCODE = '42501';
  END IF;
  IF NEW.hash <> sha256(coalesce((SELECT hash FROM @schema@.read_log WHERE number = NEW.number - 1),
      decode(repeat('00', 32), 'hex')) || int8send(NEW.number) || @schema@.cadre_measured(NEW.actor)
      || @schema@.cadre_measured(NEW.read_at) || @schema@.cadre_measured(NEW.read_on)
      || @schema@.cadre_measured(NEW.command) || @schema@.cadre_measured(NEW.subjects)
      || @schema@.cadre_measured(NEW.purpose)) THEN
    RAISE EXCEPTION 'the hash is not that of the look' USING ERRCODE = '42501';
  END IF;
  FOR named IN SELECT json_array_elements_text(NEW.subjects::json) LOOP
    INSERT INTO @schema@.read_open VALUES (NEW.number, session_user::text, named, pg_current_xact_id(), clock_timestamp());
  END LOOP;
  RETURN NEW;
END $$;
