// grammY on node's own HTTP server; with IN_BODY its reply is the webhook's answer.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_HOME}/`);
const { Bot, webhookCallback } = require("grammy");

const { TOKEN, API, MODE, PORT, SECRET, IN_BODY } = process.env;
const bot = new Bot(TOKEN, {
  client: { apiRoot: API, canUseWebhookReply: (method) => Boolean(IN_BODY) && method === "sendMessage" },
});
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));

if (MODE === "polling") {
  bot.start();
} else {
  await bot.init();
  createServer(webhookCallback(bot, "http", { secretToken: SECRET })).listen(Number(PORT), "127.0.0.1");
}
