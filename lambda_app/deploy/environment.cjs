// The environment of the deployed functions, for `serverless.yml`.
//
// Which variables there are, and which of them are secrets, is declared in Python (variables.py
// beside this file). Their values come from the shell; those of secrets from the SSM parameter
// store, when `custom.secretsFrom` names a folder there.

"use strict";

const { execFileSync } = require("node:child_process");
const path = require("node:path");

const TOKEN = "UNIFIED_ATS_API_TOKEN";

/** Make an error without a stack, which would be printed below the words that matter. */
function refusal(message) {
  return Object.assign(new Error(message), { stack: "" });
}

/** Ask the first `python3` on PATH for `{ name: isSecret }`. */
function declared() {
  try {
    const printed = execFileSync("python3", ["-m", "lambda_app.deploy.variables"], {
      cwd: path.resolve(__dirname, "..", ".."),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return JSON.parse(printed);
  } catch (error) {
    const said = String(error.stderr || error.message).trim().split("\n").pop();
    throw refusal(
      `python3 cannot tell the settings (${said}). ` +
        'Has "make setup" been run, and is it on PATH? export PATH="$PWD/.venv/bin:$PATH"',
    );
  }
}

/** Whether this run serves a laptop; what any other makes may end up on the internet. */
function isLocal() {
  const words = process.argv.slice(2);
  return words.includes("offline") && !words.includes("deploy") && !words.includes("package");
}

module.exports = async ({ resolveVariable }) => {
  const folder = isLocal() ? "" : await resolveVariable("self:custom.secretsFrom, ''");
  const environment = {};
  for (const [name, isSecret] of Object.entries(declared())) {
    const value =
      folder && isSecret ? await resolveVariable(`ssm:${folder}/${name}, ''`) : process.env[name];
    if (value && value.trim()) {
      environment[name] = value.trim();
    }
  }
  if (!environment[TOKEN] && !isLocal()) {
    throw refusal(
      `${TOKEN} is not set: without it anyone on the internet could read the candidates. ` +
        `Make one: export ${TOKEN}="$(openssl rand -hex 32)"`,
    );
  }
  return environment;
};
