import type { Messages } from '../messages/messages.js';

const again = 'もう一度お試しください。';
const reload = 'ページを再読み込みしてください。';
const support = 'このサイトのサポートにお問い合わせください。';
const unlock = 'ロック解除コードで解除してください。';
const reset = 'リセットコードで新しいPINまたはパスワードを設定してください。';
const reEnrol = '新しい有効化コードで設定し直してください。';
const notYou = 'お心当たりがない場合は、PINまたはパスワードを変更してください。';

/** Japanese. */
export const ja: Messages = {
  lang: 'ja',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: '生体認証で確認できませんでした。',
    BIO_KEY_NOT_ALLOWED: 'ここでは生体認証を使用できません。',
    CODE_ENTRY_DOES_NOT_EXIST:
      'このコードは不明、使用済み、期限切れ、または新しいコードに置き換えられています。確認するか、新しいコードを依頼してください。',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'このコードは別のサービス、またはお客様の別のブラウザー用です。そちらで使用してください。',
    CODE_TYPE_NOT_SUPPORTED:
      'このコードの用途は異なります。英数字16文字のコードはブラウザーの設定用、数字10桁のコードはロック解除、または新しいPINやパスワードの設定用です。',
    DEVICE_LOCKED: `このブラウザーはロックされています。別のブラウザーでロックされたか、長期間使用されませんでした。${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `安全のため、このブラウザーは受け付けられなくなりました。${reEnrol}`,
    FACTOR_STATE_CHANGED: 'その間に設定されました。入力してください。',
    INSECURE_CONTEXT:
      'このページ、またはこれを含むページの接続は安全ではありません。httpsで始まるアドレスで開いてください。解決しない場合は、このサイトのサポートにお問い合わせください。',
    MACID_IS_UNKNOWN: `サービスがこのページを認識していないか、ページが想定するサービスではありません。${support}`,
    MAX_NB_TOOLS: 'デバイスの数が多すぎます。まず1台を削除してください。',
    MODULE_UNAVAILABLE: `このページの一部を読み込めませんでした。${reload}`,
    NETWORK_UNAVAILABLE: `サービスに接続できません。${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `サービスが停止しているか、現在この機能を提供していません。${support}`,
    NO_DEVICE_FOUND: `サービスがこのブラウザーを認識していません。${reEnrol}`,
    NO_PASSWORD: 'このサービスではPINもパスワードも使用しません。',
    ORIGIN_NOT_ALLOWED: `このアドレスでは、またはこの方法では、サービスを使用できません。${support}`,
    OUTCOME_UNKNOWN: `接続が切れました。${again}`,
    PASSWORD_IS_WRONG: '正しくありません。',
    PIN_REFUSED: 'これは使用できません。別のものを選んでください。',
    RATE_LIMITED: '試行回数が多すぎます。しばらくお待ちください。',
    REQUEST_MALFORMED: `サービスがこのページの要求を受け付けません。${reload}解決しない場合は、このサイトのサポートにお問い合わせください。`,
    RESULT_EXPIRED: `応答が間に合いませんでした。${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `お客様のアカウントは無効になっています。${support}`,
    SERVICE_KEY_UNKNOWN: `サービスの正当性を確認できませんでした。${support}`,
    SERVICE_UNAVAILABLE: `サービスを利用できません。${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'このブラウザーには、サービスが受け付ける鍵がありません。有効化コードで設定してください。',
    STORAGE_NOT_PERSISTENT:
      'このブラウザーはここに鍵を保存できません。プライベートブラウズを終了するか、空き容量がない場合は容量を確保するか、別のブラウザーを使用してください。コードは引き続き有効です。',
    STORAGE_UNAVAILABLE: `このブラウザーは保存領域を使用できません。${reload}解決しない場合は、サイトデータを許可してください。`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'ここでは生体認証のみ有効です。生体認証を使用するか、まずこのブラウザーで設定してください。',
    TOKEN_IS_BLOCKED: `このブラウザーはブロックされています。${unlock}`,
    TOKEN_IS_BUSY:
      '他のタブまたはウィンドウがこのアカウントを使用しています。いくつか閉じてから、もう一度お試しください。',
    UNEXPECTED_ERROR: `問題が発生しました。${again}`,
    USER_CANCELLED: 'キャンセルしました。',
    USER_ENTRY_DOES_NOT_EXIST:
      'このアカウントはこのブラウザーに設定されていないか、すでに存在しません。設定するには有効化コードを使用してください。',
    USER_IS_BLOCKED:
      '誤入力が多すぎたため、お客様のアカウントはブロックされています。ロック解除コードを使用してください。それで解決しない場合は、リセットコードを使用してください。',
    VERSION_UNSUPPORTED: `このページとサービスのバージョンが合いません。${reload}`,
  },
  refusals: {
    'too-short': '短すぎます。',
    'too-long': '長すぎます。',
    form: '使用できない文字が含まれています。',
    common: '推測されやすいものです。別のものを選んでください。',
    same: '現在と同じものです。別のものを選んでください。',
    different: '2回の入力が一致しません。',
  },
  notDigits: '数字のみを使用してください。',
  weakPins: {
    repeated: '同じ数字の繰り返しは推測されやすいため、別のものを選んでください。',
    sequence: '連続した数字は推測されやすいため、別のものを選んでください。',
  },
  bioKeyEnded:
    '生体認証で確認できなかった回数が多すぎるため、このブラウザーでは無効になりました。PINまたはパスワードをお持ちの場合はそれを使用するか、このサイトのサポートにお問い合わせください。',
  serviceBehind:
    'サービスのデータの一部が失われました。このブラウザーのデータは失われていません。後でもう一度お試しください。',
  triesLeft: { other: '残り{count}回です。' },
  noTriesLeft: `誤入力が多すぎたため、ブロックされました。${unlock}`,
  wrongPins: {
    digits: { other: 'PINの誤入力が{count}回ありました。' },
    text: { other: 'パスワードの誤入力が{count}回ありました。' },
  },
  blockAfter: {
    other: 'あと{count}回間違えると、このブラウザーではお客様のアカウントがブロックされます。',
  },
  browserBlocked: `誤入力が多すぎたため、このブラウザーはブロックされました。${unlock}`,
  retryIn: '{when}にもう一度お試しください。',
  states: {
    active: '有効',
    blocked: 'ブロック中',
    locked: 'ロック中',
    'user-blocked': 'ブロック中',
    disabled: '無効',
    unresolved: '未確認',
    lost: '受付不可',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': '次回の使用時に確認されます。',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: { other: `このブラウザーで{count}回の誤入力がありました（最終：{when}）。${notYou}` },
    there: { other: `{browser}で{count}回の誤入力がありました（最終：{when}）。${notYou}` },
    elsewhere: {
      other: `別のブラウザーで{count}回の誤入力がありました（最終：{when}）。${notYou}`,
    },
  },
  cancel: 'キャンセル',
  tryAgain: 'もう一度試す',
  pin: { digits: 'PIN', text: 'パスワード' },
  newPin: { digits: '新しいPIN', text: '新しいパスワード' },
  repeatPin: { digits: 'PIN（確認）', text: 'パスワード（確認）' },
  enterPin: { digits: 'PINを入力してください', text: 'パスワードを入力してください' },
  choosePin: { digits: 'PINを決めてください', text: 'パスワードを決めてください' },
  pinForm: {
    digits: { other: '{range}桁の、推測されにくい数字。' },
    text: { other: '{range}文字の、推測されにくいもの。' },
  },
  showPin: { digits: 'PINを表示', text: 'パスワードを表示' },
  confirmPin: '続行',
  forgotten: {
    digits: 'PINをお忘れ、またはロックされた場合',
    text: 'パスワードをお忘れ、またはロックされた場合',
    none: 'ロックされた場合',
  },
  useBioKey: '生体認証を使用',
  bioKeyAsked: 'デバイスの指示に従ってください…',
  bioKeyMissed: '生体認証がキャンセルされたか、時間切れになりました。',
  usePin: { digits: 'PINを使用', text: 'パスワードを使用' },
  checking: '確認しています…',
  activationCode: '有効化コード',
  activationCodeHint: 'お受け取りになった16文字の英数字。',
  activationCodeMistyped: 'コードに入力ミスがあります。確認してください。',
  tokenName: 'このブラウザーの名前',
  ownName: '{system}の{browser}',
  tokenNameHint: '後で見分けるための名前です。',
  activate: 'このブラウザーを設定',
  activating: '設定しています…',
  activated: 'このブラウザーは{login}用に設定されました。',
  activatedHint: '今後、このブラウザーで本人確認ができます。',
  accounts: 'このブラウザーのアカウント',
  noAccounts: 'このブラウザーにはまだアカウントが設定されていません。',
  noAccountsHelp: '有効化コードで設定してください。',
  offline: 'サービスに接続できません。これは最後に確認された状態です。',
  misconfigured: `このページは正しく設定されていません。${support}`,
  loading: 'アカウントを読み込んでいます…',
  manage: '管理',
  managed: '完了',
  forget: '削除',
  forgetLogin: 'このブラウザーから{login}を削除',
  forgetTitle: '{login}を削除しますか？',
  forgetConsequence: 'ここでこのアカウントを再び使用するには、新しい有効化コードが必要です。',
  otp: 'ワンタイムパスワード',
  getOtp: 'ワンタイムパスワードを取得',
  getNewOtp: '新しく取得',
  otpHint: '1回限り、数秒間のみ有効です。',
  otpMissing: 'まずワンタイムパスワードを取得してください。',
  loginMissing: 'まずアカウントを選択してください。',
  otpExpired: '期限が切れました。新しく取得してください。',
  otpReady: { other: '準備ができました。{count}秒間有効です。' },
  otpLeft: {
    other: 'あと{count}秒間有効です。',
  },
  otpAgain: 'いつでも新しく取得できます。',
  copy: 'コピー',
  copied: 'コピーしました',
  copyRefused:
    'このブラウザーではページからコピーできません。選択されていますので、ご自身でコピーしてください。',
  fieldMissing: 'この項目を入力してください。',

  accessToken: {
    get: '本人確認を行う',
    hint: 'このページがお客様の名義でのアクセスを求めています。',
    ready: '確認しました。',
    taken: '確認し、このページに渡しました。',
    expired: '期限が切れました。もう一度確認してください。',
  },
  activationCodes: {
    code: '別のデバイス用のコード',
    get: '別のデバイスを設定',
    getNew: '新しいコードを取得',
    hint: 'お客様のブラウザーをもう1つ設定するためのコードを取得します。誰にも見せないでください。',
    ready: '別のデバイスでこのコードを入力するか、画像を読み取ってください。',
    readyWithoutQrCode:
      '別のデバイスでこのコードを入力してください。このページの一部を読み込めなかったため、読み取り用の画像を表示できません。表示するにはページを再読み込みしてください。',
    expired: '期限が切れました。新しいコードを取得してください。',
    added: '追加されました：{name}',
    qrCode: '別のデバイス用のコードを含むQRコード',
    copy: 'コードをコピー',
    timeLeft: '有効期限まで {time}',
  },
  signIn: {
    signIn: 'サインイン',
    account: 'アカウント',
    notYou: '別の方ですか？',
    userName: 'ユーザー名',
    otherDevice: '別の端末を使う',
    thisDevice: 'このブラウザーを使う',
  },
  bioKey: {
    errors: {
      BIO_KEY_ALREADY_EXIST: '生体認証はすでにここに設定されています。まず削除してください。',
    },
    title: '生体認証',
    states: {
      off: 'ここでは使用しません',
      unset: 'このブラウザーには未設定',
      set: 'このブラウザーに設定済み',
      unknown: 'このアカウントでは不明',
    },
    obstacles: {
      page: 'このページでは生体認証を設定できません。',
      browser: 'このブラウザーまたはデバイスは対応していません。',
      frame: '別のページの中では設定できません。このサービスのページを直接開いてください。',
    },
    instead: {
      digits: 'PINはこれまでどおり使用できます。',
      text: 'パスワードはこれまでどおり使用できます。',
      none: '',
    },
    hint: {
      digits: 'PINの代わりに、指紋、顔、またはこのデバイスの画面ロックを使用します。',
      text: 'パスワードの代わりに、指紋、顔、またはこのデバイスの画面ロックを使用します。',
      none: '指紋、顔、またはこのデバイスの画面ロックを使用します。',
    },
    register: '生体認証を設定',
    revoke: '生体認証を削除',
    registering: 'デバイスの指示に従ってください…',
    registered: 'このブラウザーに生体認証を設定しました。',
    revoked: 'このブラウザーから生体認証を削除しました。',
  },
  changePin: {
    errors: { NO_PASSWORD: 'このサービスではPINを使用しないため、変更するものはありません。' },
    change: { digits: 'PINを変更', text: 'パスワードを変更' },
    hint: {
      digits: '現在のPINを入力し、次に新しいPINを2回入力します。',
      text: '現在のパスワードを入力し、次に新しいパスワードを2回入力します。',
    },
    done: {
      digits: 'すべてのデバイスでPINが変更されました。',
      text: 'すべてのデバイスでパスワードが変更されました。',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'デバイスはすでに削除されているか、このブラウザー自体が受け付けられなくなりました。ページを再読み込みしてください。',
    },
    title: 'お客様のデバイス',
    loading: 'デバイスを読み込んでいます…',
    onlyThis: '他のデバイスはありません。',
    thisOne: 'このブラウザー',
    states: { active: '有効', blocked: 'ブロック中', locked: 'ロック中' },
    lastUsed: '最終使用：{when}',
    added: '追加：{when}',
    twin: '{name}（{when}に追加）',
    actions: {
      renameDevice: '{name}の名前を変更',
      lockDevice: '{name}をロック',
      unlockDevice: '{name}のロックを解除',
      revokeDevice: '{name}を削除',
    },
    done: {
      renameDevice: '新しい名前は{name}です。',
      lockDevice: '{name}をロックしました。',
      unlockDevice: '{name}を再び使用できます。',
      revokeDevice: '{name}を削除しました。',
    },
    rename: '名前を変更',
    renameTitle: '{name}の名前を変更',
    renamePurpose: 'このデバイスを見分けられる名前を付けてください。',
    newName: '新しい名前',
    lock: 'ロック',
    lockTitle: '{name}をロックしますか？',
    lockConsequence:
      'ここでロックを解除するまで、そのデバイスは何もできなくなります。見つからない場合に行ってください。',
    revoke: '削除',
    revokeTitle: '{name}を削除しますか？',
    revokeConsequence:
      '今後、そのデバイスでは本人確認ができなくなります。紛失した場合に行ってください。',
    revokeThisConsequence: 'ここでアカウントを再び使用するには、新しい有効化コードが必要です。',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER: '別のデバイスでの確認は現在提供されていません。',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'このリクエストは終了しました。新しいリクエストが必要です。',
      PUSH_DENIED: 'このリクエストは別のデバイスで承認されませんでした。',
      PUSH_EXPIRED: '時間内に応答がありませんでした。もう一度お試しください。',
    },
    notSetUp:
      'お客様のアカウント用に設定されたブラウザーのみ、ここでリクエストできます。有効化コードでこのブラウザーを設定してください。',
    askOtherDevice: '別のデバイスで確認',
    askAgain: 'もう一度リクエスト',
    asking: 'リクエストしています…',
    askHint: 'お客様のアカウント用に設定されたブラウザーで本人確認を行います。',
    number: '別のデバイスで入力する番号',
    secondsLeft: '{seconds}秒',
    numberShown:
      'お客様のアカウント用に設定されたブラウザーでこのサイトを開き、番号を入力してください。',
    requests: '確認のリクエスト',
    noRequests: '待っているリクエストはありません。',
    arrived: 'あるページが本人確認を待っています。',
    wantsToSignIn: '{site}：{login}としてログインしますか？',
    age: '{when}',
    typeNumber: '相手のページに表示された番号',
    numberMissing: '相手のページに表示された番号を入力してください。',
    numberWrong: '相手のページに表示された番号ではありません。',
    approve: 'はい、本人です',
    deny: '拒否',
    notMe: '心当たりがありません',
    notMeHint:
      'どこにもログインしていない場合は、こちらを選んでください。1時間は要求が届かなくなります。',
    approved: '確認しました。相手のページで続行できます。',
    denied: '拒否しました。',
    muted: '拒否しました。今後1時間は通知されません。',
    answer: '回答する',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'このコードでは新しいPINやパスワードを設定できません。数字10桁のコードはロック解除用、英数字16文字のコードはブラウザーの設定用です。そちらで使用してください。',
      NO_PASSWORD: 'このサービスではPINを使用しないため、設定するものはありません。',
    },
    code: 'リセットコード',
    hint: 'お受け取りになった10桁の数字。',
    mistyped: 'コードに入力ミスがあります。確認してください。',
    submit: { digits: '新しいPINを設定', text: '新しいパスワードを設定' },
    pending: { digits: 'PINを設定しています…', text: 'パスワードを設定しています…' },
    done: {
      digits: '{login}のPINを設定しました。',
      text: '{login}のパスワードを設定しました。',
    },
    doneHint: 'すべてのデバイスで有効です。生体認証は設定し直す必要があります。',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'このテキストは破損しているため、シールを付けられません。',
      SEALING_IS_NOT_ALLOWED: 'シールの機能は無効になっています。',
    },
    data: 'シールを付ける内容',
    characters: { other: '{count}文字' },
    shownPart:
      '{parts}部分のうち{part}番目を表示しています。シールはテキスト全体に対するものです。',
    part: '部分（1～{parts}）',
    previousPart: '前の部分',
    nextPart: '次の部分',
    seal: 'シールを付ける',
    hint: 'まずお読みください。シールを付けると、このテキストをそのまま確認したことになります。',
    pending: 'シールを付けています…',
    done: 'シールを付けました。',
    missing: 'まずシールを付けてください。',
    empty: 'シールを付けるものはまだありません。',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'このコードはお客様の別のブラウザー用です。そちらで使用するか、このブラウザー用のコードを依頼してください。',
      CODE_TYPE_NOT_SUPPORTED:
        'このコードではロックを解除できません。数字10桁のコードは新しいPINやパスワードの設定用、英数字16文字のコードはブラウザーの設定用です。そちらで使用してください。',
      TOKEN_IS_NOT_BLOCKED: 'このブラウザーはブロックされていません。',
      USER_IS_BLOCKED:
        '誤入力が多すぎました。リセットコードで新しいPINまたはパスワードを設定してください。',
      USER_IS_NOT_BLOCKED: 'お客様のアカウントはブロックされていません。',
    },
    code: 'ロック解除コード',
    hint: 'お受け取りになった10桁の数字。',
    mistyped: 'コードに入力ミスがあります。確認してください。',
    submit: 'ロックを解除',
    pending: '解除しています…',
    done: '{login}のロックを解除しました。',
    doneHint: '再び使用できます。',
  },
};
