const [input, output, pre] = document.querySelectorAll('input, output, pre');
const worker = !new URLSearchParams(location.search).has('inline');

/** Messages are JSON: a photograph travels as a data: address. */
async function ask(photograph) {
  const { failure, response } = await chrome.runtime.sendMessage({ to: 'background', photograph, worker });
  if (failure) throw new Error(failure);
  return response;
}

async function addressOf(file) {
  const reader = new FileReader();
  reader.readAsDataURL(file);
  await new Promise((resolve) => (reader.onloadend = resolve));
  return reader.result;
}

async function start() {
  await ask(undefined);
  input.addEventListener('change', async () => {
    const response = await ask(await addressOf(input.files[0]));
    output.textContent = response.data ? `Faces: ${response.data.face_count}` : response.error_msg;
    pre.textContent = JSON.stringify(response);
  });
  input.disabled = false;
  output.textContent = 'Ready';
}

start().catch((error) => (output.textContent = error.message));
