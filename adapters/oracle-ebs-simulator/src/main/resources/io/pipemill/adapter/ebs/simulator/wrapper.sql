-- The wrapper package of the adapter, under the same name and signature as the PL/SQL one (see oracle-ebs/src/main/resources/oracle).
-- FND_REQUEST.SUBMIT_REQUEST gives 0 when it refuses; so does this. Arguments are separated by chr(10), as in the package.
create schema pipemill_ebs;
create function pipemill_ebs.submit_request(p_user varchar, p_responsibility varchar, p_org_id numeric, p_application varchar, p_program varchar, p_description varchar, p_arguments varchar)
returns numeric language plpgsql as $$
declare
  id numeric;
  a text[] := string_to_array(p_arguments, chr(10), '');
  program fnd_concurrent_programs;
begin
  select p.* into program from fnd_concurrent_programs p join fnd_application f on f.application_id = p.application_id
    where f.application_short_name = p_application and p.concurrent_program_name = p_program and p.enabled_flag = 'Y';
  if program.concurrent_program_id is null then
    return 0;
  end if;
  id := nextval('fnd_concurrent_requests_s');
  insert into fnd_concurrent_requests (request_id, last_update_date, last_updated_by, request_date, requested_by, phase_code, status_code, priority, requested_start_date,
      hold_flag, program_application_id, concurrent_program_id, number_of_arguments, description, argument_text, argument1, argument2, argument3, argument4, argument5,
      argument6, argument7, argument8, argument9, argument10, argument11, argument12, argument13, argument14, argument15, org_id)
    values (id, localtimestamp, 0, localtimestamp, 0, 'P', 'I', 50, date_trunc('second', localtimestamp), 'N', program.application_id, program.concurrent_program_id, coalesce(cardinality(a), 0),
      left(p_description, 240), left(replace(coalesce(p_arguments, ''), chr(10), ', '), 240), a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15],
      p_org_id);
  return id;
end $$;
alter function pipemill_ebs.submit_request set timezone = 'Asia/Shanghai';
