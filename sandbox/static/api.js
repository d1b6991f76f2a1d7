// Talks to the sandbox: what candidates do, and the stream of what happens.
async function call(method, path, body) {
  const options = { method, headers: { "content-type": "application/json" } };
  if (body !== undefined) options.body = JSON.stringify(body);
  const answer = await fetch(`sandbox${path}`, options);
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.description ?? answer.statusText);
  return result;
}

export const candidates = () => call("GET", "/candidates");
export const addCandidate = (first_name, language_code) => call("POST", "/candidates", { first_name, language_code });
export const conversation = (id) => call("GET", `/candidates/${id}`);
export const send = (id, message) => call("POST", `/candidates/${id}/messages`, message);
export const edit = (id, message, text) => call("PATCH", `/candidates/${id}/messages/${message}`, { text });
export const press = (id, message_id, data) => call("POST", `/candidates/${id}/presses`, { message_id, data });
export const block = (id, blocked) => call("PUT", `/candidates/${id}/blocked`, { blocked });
export const fileUrl = (file) => `sandbox/files/${encodeURIComponent(file.file_id)}`;

/** Follow everything after event `seq`. The browser reconnects by itself; a restarted sandbox means a fresh page. */
export function follow(seq, onEvent, onState) {
  const source = new EventSource(`sandbox/events?after=${seq}`);
  let lost = false;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onopen = async () => {
    if (lost && (await candidates()).seq < seq) location.reload();
    lost = false;
    onState(true);
  };
  source.onerror = () => {
    lost = true;
    onState(false);
  };
}
