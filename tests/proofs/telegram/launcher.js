// Starts telegram-test-api, mended where it differs from Telegram's documentation, and obeys lines on stdin:
// {"say": text} | {"press": data, "message": id} | {"history": true}; each is answered by one line on stdout.
'use strict'

const readline = require('node:readline')
const axios = require('axios')
const TelegramServer = require('telegram-test-api')

const token = process.argv[2]
const port = Number(process.argv[3])
const server = new TelegramServer({ port, host: '127.0.0.1' })
const app = server.webServer

// Results of methods that return nothing of their own are True.
const json = app.response.json
app.response.json = function (body) {
  if (body && body.ok && body.result === null) body.result = true
  if (body && body.result && body.result.username === 'TestNameBot') body.result.is_bot = true
  return json.call(this, body)
}

// Parameters that are objects arrive as JSON in a form; dates are in seconds.
const addBotMessage = server.addBotMessage.bind(server)
server.addBotMessage = (raw, botToken) => {
  const message = addBotMessage(raw, botToken)
  delete message.link_preview_options
  delete message.reply_parameters
  return { ...message, date: Math.floor(message.date / 1000) }
}

// A callback query has a chat_instance.
const formatUpdate = TelegramServer.formatUpdate
TelegramServer.formatUpdate = (update) => {
  const formatted = formatUpdate(update)
  if (formatted.callback_query) formatted.callback_query.chat_instance = '1'
  return formatted
}

// A webhook gets its secret with each update.
const setWebhook = server.setWebhook.bind(server)
server.setWebhook = (webhook, botToken) => {
  axios.defaults.headers.post['X-Telegram-Bot-Api-Secret-Token'] = webhook.secret_token
  setWebhook(webhook, botToken)
}

// getUpdates waits until there is something, for at most a second here.
const unread = () => server.storage.userMessages.some((update) => !update.isRead)
server.webServer = (request, response) => {
  if (!request.url.endsWith('/getUpdates') || !request.url.startsWith('/bot')) return app(request, response)
  const end = Date.now() + 1000
  const look = () => (unread() || Date.now() > end ? app(request, response) : setTimeout(look, 10))
  look()
}
server.webServer.settings = app.settings

const answer = (value) => process.stdout.write(JSON.stringify(value) + '\n')
const obey = async (client, order) => {
  if (order.say !== undefined) {
    await (order.say.startsWith('/')
      ? client.sendCommand(client.makeCommand(order.say))
      : client.sendMessage(client.makeMessage(order.say)))
  }
  if (order.press !== undefined) {
    await client.sendCallback(client.makeCallbackQuery(order.press, { message: { message_id: order.message, date: 1 } }))
  }
  answer(server.storage.botMessages.map((sent) => ({ id: sent.messageId, ...sent.message })))
}

server.start().then(() => {
  const client = server.getClient(token, { userId: 7, chatId: 7, firstName: 'Ana', userName: 'ana' })
  answer({ url: server.config.apiURL })
  readline.createInterface({ input: process.stdin })
    .on('line', (line) => obey(client, JSON.parse(line)))
    .on('close', () => process.exit(0))
})
