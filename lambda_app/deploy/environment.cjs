// The environment of the functions, for `serverless.yml`.
//
// Which variables there are, which of them are required and which are secrets, is declared in
// Python (variables.py beside this file), and so is what their values may be (check.py). The values
// come from the shell; those of secrets from the SSM parameter store, when `custom.secretsFrom`
// names a folder there.
//
// A mapping file is found from where the shell is. The functions find it from the root of the
// bundle, where `package.patterns` of serverless.yml puts it under the name that is told here.

"use strict";

const { execFileSync } = require("node:child_process");
const path = require("node:path");

const TOKEN = "UNIFIED_ATS_API_TOKEN";
const MAPPING = "ATS_MAPPING_FILE";

/** How variables.py ends when it ran, and something that was set is wrong. */
const WRONG_SETTINGS = 2;

/** What `package.patterns` would not take as it stands. */
const GLOB = /[*?!(){}[\]\\]/;

/** What these make is, or may be, put on the internet: it has to be complete. */
const SHIPPING = ["deploy", "deploy function", "package", "print"];

/** These run the functions on a laptop: the API there tells what it misses. */
const LOCAL = ["invoke local", "offline", "offline start"];

/** Return the command as Serverless reads it: the words before the first option. */
function command() {
  const words = process.argv.slice(2);
  const options = words.findIndex((word) => word.startsWith("-"));
  return words.slice(0, options < 0 ? words.length : options).join(" ");
}

/** Make an error without a stack, which would be printed below the words that matter. */
function refusal(message) {
  return Object.assign(new Error(message), { stack: "" });
}

/** Run a module beside this file with the first `python3` on PATH, and return what it prints. */
function python(module, env) {
  return execFileSync("python3", ["-m", `lambda_app.deploy.${module}`], {
    cwd: path.resolve(__dirname, "..", ".."),
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Return the last words of a program that failed. */
function lastLine(error) {
  return String(error.stderr || error.message).trim().split("\n").pop();
}

/** Return the environment of the shell, where the mapping file is found from everywhere. */
function shell() {
  const file = (process.env[MAPPING] || "").trim();
  return file ? { ...process.env, [MAPPING]: path.resolve(file) } : process.env;
}

/** Return what a mapping file is called in the bundle, if it gets there. */
function inBundle(file) {
  const name = path.relative(process.cwd(), file);
  const found = name.split(path.sep);
  if (found[0] === ".." || path.isAbsolute(name)) {
    throw refusal(
      `${MAPPING}: ${file} is outside of this folder, and so would not be in the bundle. ` +
        `Copy it in, such as to ${path.join("mappings", path.basename(file))}, and name it there`,
    );
  }
  if (GLOB.test(name)) {
    throw refusal(`${MAPPING}: ${name} has one of * ? ! ( ) { } [ ] \\ in its name; rename it`);
  }
  return found.join("/");
}

/** Return `{ name: { secret, required } }`. */
function declared(env) {
  try {
    return JSON.parse(python("variables", env));
  } catch (error) {
    if (error.status === WRONG_SETTINGS) {
      throw refusal(lastLine(error));
    }
    throw refusal(
      `python3 cannot tell the settings (${lastLine(error)}). ` +
        'Has "make setup" been run, and is it on PATH? export PATH="$PWD/.venv/bin:$PATH"',
    );
  }
}

/** Say on one line what is missing, and where it was looked for. */
function incomplete(variables, parameters, store) {
  const parts = [];
  if (variables.length) {
    parts.push(`not set in the shell: ${variables.join(", ")}`);
  }
  if (parameters.length) {
    parts.push(`not in ${store}: ${parameters.join(", ")}`);
  }
  const lacksToken = [...variables, ...parameters].some((place) => place.endsWith(TOKEN));
  const advice = lacksToken
    ? `. Without ${TOKEN} anyone on the internet could read the candidates; ` +
      "make one with: openssl rand -hex 32"
    : "";
  return refusal(parts.join("; ") + advice);
}

/** Let the provider say what it cannot work with, before anyone calls it. */
function check(environment, names, places) {
  const env = { ...process.env };
  names.forEach((name) => delete env[name]); // the shell must not help out
  try {
    python("check", { ...env, ...environment });
  } catch (error) {
    throw refusal(`${lastLine(error)}${places}`);
  }
}

module.exports = async ({ resolveVariable }) => {
  const ships = SHIPPING.includes(command());
  if (!ships && !LOCAL.includes(command())) {
    return {}; // remove, info, logs, …: no function is made or run
  }
  const folder = ships ? await resolveVariable("self:custom.secretsFrom, ''") : "";
  const given = shell();
  const settings = declared(given);
  const environment = {};
  const variables = [];
  const parameters = [];
  for (const [name, { secret, required }] of Object.entries(settings)) {
    const parameter = folder && secret ? `${folder}/${name}` : null;
    // raw: a secret that looks like JSON is text all the same.
    const value = parameter
      ? await resolveVariable(`ssm(raw):${parameter}, ''`)
      : given[name] || "";
    if (value.trim()) {
      environment[name] = value.trim();
    } else if (required || name === TOKEN) {
      (parameter ? parameters : variables).push(parameter || name);
    }
  }
  if (ships) {
    const store = folder
      ? `the SSM parameter store of ${await resolveVariable("self:provider.region")}`
      : "";
    if (variables.length + parameters.length) {
      throw incomplete(variables, parameters, store);
    }
    const places = folder ? `. Secrets were looked for under ${folder} in ${store}` : "";
    check(environment, Object.keys(settings), places);
    if (environment[MAPPING]) {
      environment[MAPPING] = inBundle(environment[MAPPING]);
    }
  }
  return environment;
};
