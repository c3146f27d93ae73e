/* What waits in this browser to be sent, and what became of it: one database for pages and for the service worker.

   An entry is { id, owner, action, page, title, detail, notedAt, fields, state, faults }:
     id        the submission's, by which the server knows it again
     owner     whose it is: "account:12" or "phone:7"; nobody else sees or sends it
     action    where it is sent · page: where it was written, and can be opened again
     title, detail   what it is called in lists
     notedAt   when it was written, in milliseconds since 1970
     fields    [name, value][] as they are sent; a value is a text or a File
     state     waiting · signed-out (it waits for its owner) · refused (to be put right) · taken (its id is another's) · gone
     faults    [field, message][], what the server said
   A receipt is { id, owner, title, detail, address, at }. A setting is kept by its name:
     account   the owner who was last signed in here, or null
     phones    path of a walk → its owner here: { "/w/ABCD": "phone:7" }
     packs     path of a walk → { version, at, pages }, once all of it is in this browser */
"use strict";

const Queue = (() => {
  const NAME = "lykta";
  const VERSION = 2;
  const channel = new BroadcastChannel("lykta-queue");
  let connection = null;

  function open() {
    connection ??= idb.openDB(NAME, VERSION, {
      /* Step by step from whatever an earlier Lykta left: what waits in it is never touched. */
      upgrade(db, from) {
        if (from < 1) {
          db.createObjectStore("queue", { keyPath: "id" }).createIndex("owner", "owner");
          db.createObjectStore("settings");
        }
        if (from < 2) db.createObjectStore("receipts", { keyPath: "id" }).createIndex("owner", "owner");
      },
      /* A newer Lykta in another tab wants to upgrade: let it. */
      blocking(_current, _wanted, event) {
        event.target.close();
        connection = null;
      },
      terminated() {
        connection = null;
      },
    });
    return connection;
  }

  const byAge = (one, other) => one.notedAt - other.notedAt;

  /** Tells every page and the worker that something has changed; `news` may say more. */
  function tell(news = {}) {
    channel.postMessage(news);
    channel.onmessage?.({ data: news });
  }

  return {
    listen: (heard) => {
      channel.onmessage = ({ data }) => heard(data);
    },
    tell,

    list: async (owner) => (await (await open()).getAllFromIndex("queue", "owner", owner)).sort(byAge),
    listAll: async () => (await (await open()).getAll("queue")).sort(byAge),
    find: async (id) => (await open()).get("queue", id),
    count: async () => (await open()).count("queue"),
    async keep(entry) {
      await (await open()).put("queue", entry);
      tell();
    },
    async forget(id) {
      await (await open()).delete("queue", id);
      tell();
    },

    /** The entry has arrived: a receipt stands in its place, both or neither. */
    async receive(entry, address) {
      const { id, owner, title, detail } = entry;
      const both = (await open()).transaction(["queue", "receipts"], "readwrite");
      both.objectStore("queue").delete(id);
      both.objectStore("receipts").put({ id, owner, title, detail, address, at: Date.now() });
      await both.done;
      tell();
    },
    listReceipts: async (owner) => (await (await open()).getAllFromIndex("receipts", "owner", owner)).sort((one, other) => one.at - other.at),
    async forgetReceipts(owner) {
      const db = await open();
      for (const key of await db.getAllKeysFromIndex("receipts", "owner", owner)) await db.delete("receipts", key);
      tell();
    },

    setting: async (name) => (await open()).get("settings", name),
    async set(name, value) {
      await (await open()).put("settings", value, name);
    },
    /** Changes one line of a setting that is a table; `undefined` takes the line away. */
    async setLine(name, key, value) {
      const change = (await open()).transaction("settings", "readwrite");
      const table = (await change.store.get(name)) ?? {};
      if (value === undefined) delete table[key];
      else table[key] = value;
      await change.store.put(table, name);
      await change.done;
    },
  };
})();
