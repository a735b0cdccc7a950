'use strict';

const token = document.body.dataset.token;

// Light and dark.
for (const button of document.querySelectorAll('[data-theme-switch]')) {
  const label = () => { button.textContent = strongroomTheme.now() === 'dark' ? 'Light' : 'Dark'; };
  button.hidden = false;
  label();
  button.addEventListener('click', () => {
    strongroomTheme.choose(strongroomTheme.now() === 'dark' ? 'light' : 'dark');
    label();
  });
}

// What is to be copied.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    document.querySelector('[data-copied]').textContent = 'Copied.';
  });
}

// Pages of what goes on by itself are looked at again, while somebody looks at them.
for (const live of document.querySelectorAll('[data-live]')) {
  setInterval(() => { if (!document.hidden) location.reload(); }, Number(live.dataset.live) * 1000);
}

// Uploads: small files in one piece, large ones in parts, of which each is tried again.
const PART = 16 * 1024 * 1024;
// Their tags have to fit into one form.
const MOST_PARTS = 2500;
const TRIES = 4;

const parameters = (pairs) => new URLSearchParams(pairs).toString();
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

class Refusal extends Error {}

function send(url, body, type, progressed) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('x-form-token', token);
    request.setRequestHeader('content-type', type);
    request.upload.onprogress = (event) => progressed(event.loaded);
    request.onerror = () => failed(new Error('The connection was lost.'));
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* No answer of ours. */ }
      if (request.status === 200) {
        done(answer);
      } else if (request.status >= 500 || request.status === 408) {
        failed(new Error(answer.message ?? 'The server is busy.'));
      } else {
        failed(new Refusal(answer.message ?? 'The server answered ' + request.status + '.'));
      }
    };
    request.send(body);
  });
}

async function insist(attempt) {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (failure) {
      if (failure instanceof Refusal || tries === TRIES) throw failure;
      await pause(500 * 2 ** tries);
    }
  }
}

const form = (path, pairs) =>
  insist(() => send(path, parameters(pairs), 'application/x-www-form-urlencoded', () => {}));

// What an upload is called, for a page that is loaded again, until the tab is closed.
const memory = {
  place: (bucket, key) => 'upload:' + bucket + '/' + key,
  keep(bucket, key, what) {
    try { sessionStorage.setItem(this.place(bucket, key), JSON.stringify(what)); } catch { /* Then it begins anew. */ }
  },
  forget(bucket, key) {
    try { sessionStorage.removeItem(this.place(bucket, key)); } catch { /* Nothing is kept. */ }
  },
  // Of the same file, cut in the same way.
  find(bucket, key, file, size) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.place(bucket, key)));
      return kept.bytes === file.size && kept.modified === file.lastModified && kept.size === size ? kept.upload : null;
    } catch { return null; }
  },
};

// The parts that are there, by number; nothing where the upload is not there any more.
async function partsOf(bucket, key, upload) {
  const parts = new Map();
  try {
    for (let after = 0, more = true; more;) {
      const page = await form('/upload/parts', { bucket, key, upload, after });
      for (const each of page.parts) parts.set(after = each.number, each);
      more = page.more;
    }
    return parts;
  } catch (failure) {
    if (failure instanceof Refusal) return null;
    throw failure;
  }
}

async function inParts(bucket, key, file, progressed) {
  const size = Math.max(PART, Math.ceil(file.size / MOST_PARTS / 1048576) * 1048576);
  let upload = memory.find(bucket, key, file, size);
  const there = (upload && await partsOf(bucket, key, upload)) ?? null;
  if (!there) {
    ({ upload } = await form('/upload/begin', { bucket, key, type: file.type }));
    memory.keep(bucket, key, { upload, size, bytes: file.size, modified: file.lastModified });
  }
  const etags = [];
  try {
    for (let from = 0; from < file.size; from += size) {
      const piece = file.slice(from, from + size);
      const had = there?.get(etags.length + 1);
      if (had?.size === piece.size) {
        progressed(from + size);
        etags.push(had.etag);
        continue;
      }
      const url = '/upload/part?' + parameters({ bucket, key, upload, part: etags.length + 1 });
      const { etag } = await insist(() =>
        send(url, piece, 'application/octet-stream', (sent) => progressed(from + sent)));
      etags.push(etag);
    }
    await form('/upload/complete', { bucket, key, upload, etags: etags.join(',') });
    memory.forget(bucket, key);
  } catch (failure) {
    // What was lost on the way goes on where it was, when the same file is chosen again.
    if (failure instanceof Refusal) {
      memory.forget(bucket, key);
      await form('/upload/abort', { bucket, key, upload }).catch(() => {});
    }
    throw failure;
  }
}

async function upload(bucket, prefix, file, progressed) {
  const key = prefix + file.name;
  if (file.size > PART) {
    await inParts(bucket, key, file, progressed);
  } else {
    const url = '/upload?' + parameters({ bucket, key });
    await insist(() => send(url, file, file.type || 'application/octet-stream', progressed));
  }
}

for (const area of document.querySelectorAll('[data-upload]')) {
  const input = area.querySelector('input[type=file]');
  const told = area.querySelector('[role=status]');
  const bar = area.querySelector('progress');
  area.hidden = false;

  const all = async (files) => {
    input.disabled = true;
    bar.hidden = false;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    let before = 0;
    try {
      for (const [index, file] of files.entries()) {
        told.textContent = `Uploading ${file.name} (${index + 1} of ${files.length})`;
        await upload(area.dataset.bucket, area.dataset.prefix, file,
          (sent) => { bar.value = total ? (before + sent) / total : 1; });
        before += file.size;
      }
      location = area.dataset.then;
    } catch (failure) {
      told.textContent = 'Not uploaded: ' + failure.message;
      area.classList.add('border-danger');
      input.disabled = false;
      bar.hidden = true;
    }
  };

  input.addEventListener('change', () => all([...input.files]));
  area.addEventListener('dragover', (event) => { event.preventDefault(); area.classList.add('over'); });
  area.addEventListener('dragleave', () => area.classList.remove('over'));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    area.classList.remove('over');
    const files = [...event.dataTransfer.files];
    if (files.length) all(files);
  });
}
