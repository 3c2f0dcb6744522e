// Finds documents in the index that the site was built with, and reads no more of it than a search needs.
import { hits, whole, words } from "./search-words.js";

const NAMES = 12; // what it is worth that a word stands in a document's names,
const RELATED = 4; // in the names of its parties,
const TEXT = 1; // in its text
const BEGINS = 0.5; // a word that only begins with what was typed counts half
const PARTY = 2; // the page of a party goes before what is called after it
const FILES = 3; // a word that is still being typed reads so many files at most

export class SearchIndex {
  /** `folder` is the address of the index of one language. */
  constructor(folder) {
    this.folder = folder;
    this.answers = new Map();
  }

  /** Reads how the index is cut. Everything else waits for this. */
  async open() {
    this.answers.clear(); // those of an earlier build, if the site has changed since
    Object.assign(this, await this.#read("index.json"));
    this.firstPage = this.kinds.page ?? this.count;
    this.firstTreaty = this.kinds.treaty ?? this.firstPage;
  }

  /** Returns the numbers of the documents that a text finds, the best first, and the words that they were found by. */
  async find(text) {
    const asked = words(text, this.letters);
    const sought = asked.length > 1 ? asked.filter((word) => word.length > 1 || !/[a-z]/.test(word)) : asked;
    const [called, ...found] = await Promise.all([
      this.#under(`=${whole(text, this.letters)}`), // those whose name the text is come first
      ...sought.map((word) => this.#documentsWith(word)),
    ]);
    const telling = found.filter((one) => !one.common);
    const scores = new Map();
    for (const { scores: own, common } of found) {
      for (const [number, score] of own) {
        const entry = scores.get(number) ?? { score: 0, words: 0 };
        entry.score += score;
        entry.words += common && telling.length ? 0 : 1;
        scores.set(number, entry);
      }
    }
    const needed = telling.length || Math.min(1, found.length);
    const most = Math.max(0, ...[...scores.values()].map((entry) => entry.words));
    const others = [...scores]
      .filter(([, entry]) => entry.words === most)
      .sort(([a, first], [b, second]) => second.score - first.score || a - b)
      .map(([number]) => number);
    const ranked = [...new Set([...called, ...others])];
    const common = found.length > 0 && !telling.length; // then the index holds only the first of all that have them
    return { ranked, common, all: most >= needed, sought: [...new Set(found.flatMap((one) => one.by))] };
  }

  /** Returns the numbers of the treaties that were signed in a year, in a month or on a day. */
  signed(moment) {
    return this.#under(`@${moment}`);
  }

  /** Returns what is shown of a document. */
  async document(number) {
    const file = await this.#read(`${this.files}documents-${Math.floor(number / this.together)}.json`);
    return file[number % this.together];
  }

  /** Returns the numbers of the documents that stand under a key, which is no word. */
  async #under(key) {
    const { entries } = await this.#shardsOf(key, 1);
    return numbers((entries.find(([word]) => word === key) ?? [null, [[]]])[1][0]);
  }

  async #documentsWith(word) {
    let result = await this.#exact(word);
    // Words bend at their end: what finds nothing is tried without its last letters.
    for (let length = word.length - 1; !result.scores.size && length >= Math.max(4, word.length * 0.6); length -= 1) {
      result = await this.#exact(word.slice(0, length));
    }
    return result;
  }

  async #exact(word) {
    const { entries } = await this.#shardsOf(word, word.length > 2 ? FILES : 1);
    const singular = word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
    const scores = new Map();
    let common = false;
    for (const [own, [names, related, text, isCommon]] of entries) {
      const whole = own === word || own === singular;
      if (!whole && !hits(own, word)) continue;
      common ||= Boolean(isCommon) && whole;
      const weigh = (list, worth) => {
        const rarity = Math.log(1 + this.count / (1 + list.length));
        for (const number of numbers(list)) {
          const kind = worth === NAMES && number < this.firstTreaty ? PARTY : 1;
          const score = worth * rarity * kind * (whole ? 1 : BEGINS);
          if (score > (scores.get(number) ?? 0)) scores.set(number, score);
        }
      };
      weigh(names, NAMES);
      weigh(related, RELATED);
      weigh(text, TEXT);
    }
    return { scores, common, by: singular === word ? [word] : [word, singular] };
  }

  async #shardsOf(word, most) {
    // The singular of a word stands before it, perhaps in the file before.
    const from = /^\p{L}/u.test(word) && word.length > 4 && word.endsWith("s") ? word.slice(0, -1) : word;
    const after = this.shards.findIndex((first) => first > from);
    const start = Math.max(0, (after < 0 ? this.shards.length : after) - 1);
    const wanted = [];
    for (let number = start; number < this.shards.length && wanted.length < most; number += 1) {
      if (number > start && this.shards[number] > word && !this.shards[number].startsWith(word)) break;
      wanted.push(this.#read(`${this.files}words-${number}.json`));
    }
    return { entries: (await Promise.all(wanted)).flatMap((shard) => Object.entries(shard)) };
  }

  #read(name) {
    if (!this.answers.has(name)) {
      const file = fetch(new URL(name, this.folder)).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      });
      file.catch(() => this.answers.delete(name));
      this.answers.set(name, file);
    }
    return this.answers.get(name);
  }
}

function numbers(steps) {
  let number = 0;
  return steps.map((step) => (number += step));
}
