// telegraf on node's own HTTP server; with IN_BODY its reply is the webhook's answer, its default.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_HOME}/`);
const { Telegraf } = require("telegraf");

const { TOKEN, API, MODE, PORT, SECRET, IN_BODY } = process.env;
const bot = new Telegraf(TOKEN, { telegram: { apiRoot: API, webhookReply: Boolean(IN_BODY) } });
bot.on("text", (ctx) => ctx.reply(ctx.message.text));

if (MODE === "polling") {
  bot.launch();
} else {
  bot.botInfo = await bot.telegram.getMe();
  createServer(bot.webhookCallback("/telegram", { secretToken: SECRET })).listen(Number(PORT), "127.0.0.1");
}
