import type { Messages } from '../messages/messages.js';

const again = 'Bitte versuchen Sie es noch einmal.';
const reload = 'Bitte laden Sie die Seite neu.';
const support = 'Wenden Sie sich an den Support dieser Website.';
const unlock = 'Entsperren Sie ihn mit einem Entsperrcode.';
const reset = 'Legen Sie mit einem Rücksetzcode eine neue PIN oder ein neues Passwort fest.';
const reEnrol = 'Richten Sie ihn mit einem neuen Aktivierungscode neu ein.';
const notYou = 'Wenn Sie das nicht waren, ändern Sie Ihre PIN oder Ihr Passwort.';

/** German. */
export const de: Messages = {
  lang: 'de',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'Ihre biometrischen Merkmale wurden nicht erkannt.',
    BIO_KEY_NOT_ALLOWED: 'Biometrie kann hier nicht verwendet werden.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Dieser Code ist unbekannt, verbraucht oder abgelaufen, oder ein neuerer hat ihn ersetzt. Prüfen Sie ihn, oder fordern Sie einen neuen an.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Dieser Code gehört zu einem anderen Dienst oder zu einem anderen Ihrer Browser. Verwenden Sie ihn dort.',
    CODE_TYPE_NOT_SUPPORTED:
      'Dieser Code hat einen anderen Zweck. Ein Code aus 16 Buchstaben und Ziffern richtet einen Browser ein; einer aus 10 Ziffern entsperrt oder legt eine neue PIN oder ein neues Passwort fest.',
    DEVICE_LOCKED: `Dieser Browser ist gesperrt: Sie haben ihn in einem anderen gesperrt, oder er wurde zu lange nicht verwendet. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Zu Ihrer Sicherheit wird dieser Browser nicht mehr akzeptiert. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Sie wurde inzwischen festgelegt. Bitte geben Sie sie ein.',
    INSECURE_CONTEXT:
      'Diese Seite oder eine Seite um sie herum hat keine sichere Verbindung. Öffnen Sie sie unter einer Adresse, die mit https beginnt. Wenn das nicht hilft, wenden Sie sich an den Support dieser Website.',
    MACID_IS_UNKNOWN: `Der Dienst kennt diese Seite nicht oder ist nicht der, den die Seite erwartet. ${support}`,
    MAX_NB_TOOLS: 'Sie haben zu viele Geräte. Entfernen Sie zuerst eines.',
    MODULE_UNAVAILABLE: `Ein Teil dieser Seite konnte nicht geladen werden. ${reload}`,
    NETWORK_UNAVAILABLE: `Der Dienst ist nicht erreichbar. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `Der Dienst ist geschlossen oder bietet dies zurzeit nicht an. ${support}`,
    NO_DEVICE_FOUND: `Der Dienst kennt diesen Browser nicht. ${reEnrol}`,
    NO_PASSWORD: 'Dieser Dienst verwendet weder PIN noch Passwort.',
    ORIGIN_NOT_ALLOWED: `Der Dienst kann unter dieser Adresse nicht oder nicht auf diese Weise verwendet werden. ${support}`,
    OUTCOME_UNKNOWN: `Die Verbindung wurde unterbrochen. ${again}`,
    PASSWORD_IS_WRONG: 'Das ist nicht richtig.',
    PIN_REFUSED: 'Das kann nicht verwendet werden. Bitte wählen Sie etwas anderes.',
    RATE_LIMITED: 'Es gab zu viele Versuche. Bitte warten Sie einen Moment.',
    REQUEST_MALFORMED: `Der Dienst akzeptiert nicht, was diese Seite anfordert. ${reload} Wenn das nicht hilft, wenden Sie sich an den Support dieser Website.`,
    RESULT_EXPIRED: `Die Antwort kam zu spät. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Ihr Konto ist deaktiviert. ${support}`,
    SERVICE_KEY_UNKNOWN: `Die Identität des Dienstes wurde nicht bestätigt. ${support}`,
    SERVICE_UNAVAILABLE: `Der Dienst ist nicht verfügbar. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Dieser Browser hat keinen Schlüssel, den der Dienst akzeptiert. Richten Sie ihn mit einem Aktivierungscode ein.',
    STORAGE_NOT_PERSISTENT:
      'Dieser Browser kann hier keine Schlüssel aufbewahren. Verlassen Sie den privaten Modus, schaffen Sie Platz, falls dieses Gerät voll ist, oder verwenden Sie einen anderen Browser; Ihr Code ist weiterhin gültig.',
    STORAGE_UNAVAILABLE: `Dieser Browser kann seinen Speicher nicht verwenden. ${reload} Wenn das nicht hilft, lassen Sie Websitedaten zu.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Hier zählt nur Biometrie. Verwenden Sie sie, oder richten Sie sie zuerst in diesem Browser ein.',
    TOKEN_IS_BLOCKED: `Dieser Browser ist gesperrt. ${unlock}`,
    TOKEN_IS_BUSY:
      'Andere Tabs oder Fenster verwenden dieses Konto gerade. Schließen Sie einige davon, und versuchen Sie es noch einmal.',
    UNEXPECTED_ERROR: `Etwas ist schiefgegangen. ${again}`,
    USER_CANCELLED: 'Abgebrochen.',
    USER_ENTRY_DOES_NOT_EXIST:
      'Dieses Konto ist in diesem Browser nicht eingerichtet, oder es gibt es nicht mehr. Verwenden Sie einen Aktivierungscode, um es einzurichten.',
    USER_IS_BLOCKED:
      'Ihr Konto ist nach zu vielen falschen Versuchen gesperrt. Verwenden Sie einen Entsperrcode oder, wenn das nicht hilft, einen Rücksetzcode.',
    VERSION_UNSUPPORTED: `Diese Seite und der Dienst passen nicht zusammen. ${reload}`,
  },
  refusals: {
    'too-short': 'Das ist zu kurz.',
    'too-long': 'Das ist zu lang.',
    form: 'Einige dieser Zeichen können nicht verwendet werden.',
    common: 'Das ist zu leicht zu erraten. Bitte wählen Sie etwas anderes.',
    same: 'Das haben Sie schon. Bitte wählen Sie etwas anderes.',
    different: 'Die beiden Eingaben sind verschieden.',
  },
  notDigits: 'Verwenden Sie nur Ziffern.',
  weakPins: {
    repeated: 'Wiederholte Ziffern sind zu leicht zu erraten. Bitte wählen Sie andere.',
    sequence: 'Aufeinanderfolgende Ziffern sind zu leicht zu erraten. Bitte wählen Sie andere.',
  },
  bioKeyEnded:
    'Ihre biometrischen Merkmale wurden zu oft nicht erkannt und zählen in diesem Browser nicht mehr. Verwenden Sie Ihre PIN oder Ihr Passwort, falls Sie eines haben, oder wenden Sie sich an den Support dieser Website.',
  serviceBehind:
    'Der Dienst hat einen Teil seiner Daten verloren. In diesem Browser ist nichts verloren. Bitte versuchen Sie es später noch einmal.',
  triesLeft: { one: 'Noch ein Versuch.', other: 'Noch {count} Versuche.' },
  noTriesLeft: `Nach zu vielen falschen Versuchen jetzt gesperrt. ${unlock}`,
  wrongPins: {
    digits: { one: 'Eine falsche PIN.', other: '{count} falsche PINs.' },
    text: { one: 'Ein falsches Passwort.', other: '{count} falsche Passwörter.' },
  },
  blockAfter: {
    one: 'Nach einer weiteren Fehleingabe wird Ihr Konto hier gesperrt.',
    other: 'Nach {count} weiteren Fehleingaben wird Ihr Konto hier gesperrt.',
  },
  browserBlocked: `Dieser Browser ist nach zu vielen falschen Versuchen gesperrt. ${unlock}`,
  retryIn: 'Versuchen Sie es {when} noch einmal.',
  states: {
    active: 'Aktiv',
    blocked: 'Gesperrt',
    locked: 'Gesperrt',
    'user-blocked': 'Gesperrt',
    disabled: 'Deaktiviert',
    unresolved: 'Nicht bestätigt',
    lost: 'Nicht akzeptiert',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'Wird bei der nächsten Verwendung bestätigt.',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: {
      one: `Ein falscher Versuch, {when}, in diesem Browser. ${notYou}`,
      other: `{count} falsche Versuche, der letzte {when}, in diesem Browser. ${notYou}`,
    },
    there: {
      one: `Ein falscher Versuch, {when}, in {browser}. ${notYou}`,
      other: `{count} falsche Versuche, der letzte {when}, in {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `Ein falscher Versuch, {when}, in einem anderen Browser. ${notYou}`,
      other: `{count} falsche Versuche, der letzte {when}, in einem anderen Browser. ${notYou}`,
    },
  },
  cancel: 'Abbrechen',
  tryAgain: 'Noch einmal versuchen',
  pin: { digits: 'PIN', text: 'Passwort' },
  newPin: { digits: 'Neue PIN', text: 'Neues Passwort' },
  repeatPin: { digits: 'PIN wiederholen', text: 'Passwort wiederholen' },
  enterPin: { digits: 'Geben Sie Ihre PIN ein', text: 'Geben Sie Ihr Passwort ein' },
  choosePin: { digits: 'Wählen Sie eine PIN', text: 'Wählen Sie ein Passwort' },
  pinForm: {
    digits: {
      one: '{range} Ziffer, nicht leicht zu erraten.',
      other: '{range} Ziffern, nicht leicht zu erraten.',
    },
    text: {
      one: '{range} Zeichen, nicht leicht zu erraten.',
      other: '{range} Zeichen, nicht leicht zu erraten.',
    },
  },
  showPin: { digits: 'PIN anzeigen', text: 'Passwort anzeigen' },
  confirmPin: 'Weiter',
  forgotten: {
    digits: 'PIN vergessen oder gesperrt?',
    text: 'Passwort vergessen oder gesperrt?',
    none: 'Gesperrt?',
  },
  useBioKey: 'Biometrie verwenden',
  bioKeyAsked: 'Folgen Sie den Anweisungen Ihres Geräts …',
  bioKeyMissed: 'Die Biometrie wurde abgebrochen oder hat zu lange gedauert.',
  usePin: { digits: 'PIN verwenden', text: 'Passwort verwenden' },
  checking: 'Wird geprüft …',
  activationCode: 'Aktivierungscode',
  activationCodeHint: '16 Buchstaben und Ziffern, wie Sie sie erhalten haben.',
  activationCodeMistyped: 'In diesem Code ist ein Tippfehler. Bitte prüfen Sie ihn.',
  tokenName: 'Name dieses Browsers',
  ownName: '{browser} auf {system}',
  tokenNameHint: 'Damit Sie ihn später wiedererkennen.',
  activate: 'Diesen Browser einrichten',
  activating: 'Wird eingerichtet …',
  activated: 'Dieser Browser ist für {login} eingerichtet.',
  activatedHint: 'Ab jetzt kann er bestätigen, dass Sie es sind.',
  accounts: 'Konten in diesem Browser',
  noAccounts: 'In diesem Browser ist noch kein Konto eingerichtet.',
  noAccountsHelp: 'Richten Sie eines mit einem Aktivierungscode ein.',
  offline: 'Der Dienst ist nicht erreichbar. Dies ist der letzte bekannte Stand.',
  misconfigured: `Diese Seite ist nicht richtig eingerichtet. ${support}`,
  loading: 'Konten werden geladen …',
  manage: 'Verwalten',
  managed: 'Fertig',
  forget: 'Entfernen',
  forgetLogin: '{login} aus diesem Browser entfernen',
  forgetTitle: '{login} entfernen?',
  forgetConsequence:
    'Um dieses Konto hier wieder zu verwenden, brauchen Sie einen neuen Aktivierungscode.',
  otp: 'Einmalpasswort',
  getOtp: 'Einmalpasswort anfordern',
  getNewOtp: 'Neues anfordern',
  otpHint: 'Es gilt einmal und nur einige Sekunden lang.',
  otpMissing: 'Fordern Sie zuerst ein Einmalpasswort an.',
  loginMissing: 'Wählen Sie zuerst ein Konto.',
  otpExpired: 'Abgelaufen. Bitte fordern Sie ein neues an.',
  otpReady: {
    one: 'Bereit. Eine Sekunde gültig.',
    other: 'Bereit. {count} Sekunden gültig.',
  },
  otpLeft: {
    one: 'Noch eine Sekunde gültig.',
    other: 'Noch {count} Sekunden gültig.',
  },
  otpAgain: 'Sie können jederzeit ein neues anfordern.',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyRefused:
    'Dieser Browser lässt die Seite nicht kopieren. Der Text ist markiert: Bitte kopieren Sie ihn selbst.',
  fieldMissing: 'Füllen Sie dieses Feld aus.',

  accessToken: {
    get: 'Bestätigen, dass Sie es sind',
    hint: 'Diese Seite bittet um Zugriff in Ihrem Namen.',
    ready: 'Bestätigt.',
    taken: 'Bestätigt und an diese Seite übergeben.',
    expired: 'Abgelaufen. Bitte bestätigen Sie noch einmal.',
  },
  activationCodes: {
    code: 'Code für ein anderes Gerät',
    get: 'Anderes Gerät einrichten',
    getNew: 'Neuen Code anfordern',
    hint: 'Sie erhalten einen Code, der einen weiteren Browser für Sie einrichtet. Zeigen Sie ihn niemandem.',
    ready: 'Geben Sie diesen Code auf Ihrem anderen Gerät ein, oder scannen Sie damit das Bild.',
    readyWithoutQrCode:
      'Geben Sie diesen Code auf Ihrem anderen Gerät ein. Das Bild zum Scannen fehlt, weil ein Teil dieser Seite nicht geladen werden konnte; laden Sie dafür die Seite neu.',
    expired: 'Abgelaufen. Bitte fordern Sie einen neuen Code an.',
    added: 'Hinzugefügt: {name}',
    qrCode: 'QR-Code mit dem Code für ein anderes Gerät',
    copy: 'Code kopieren',
    timeLeft: 'Noch {time} gültig',
  },
  signIn: {
    signIn: 'Anmelden',
    account: 'Konto',
    notYou: 'Nicht Sie?',
    userName: 'Benutzername',
    otherDevice: 'Anderes Gerät verwenden',
    thisDevice: 'Diesen Browser verwenden',
  },
  bioKey: {
    errors: {
      BIO_KEY_ALREADY_EXIST: 'Biometrie ist hier schon eingerichtet. Entfernen Sie sie zuerst.',
    },
    title: 'Biometrie',
    states: {
      off: 'Wird hier nicht verwendet',
      unset: 'In diesem Browser nicht eingerichtet',
      set: 'In diesem Browser eingerichtet',
      unknown: 'Für dieses Konto nicht bekannt',
    },
    obstacles: {
      page: 'Diese Seite kann keine Biometrie einrichten.',
      browser: 'Dieser Browser oder dieses Gerät kann das nicht.',
      frame:
        'Das geht nicht innerhalb einer anderen Seite. Öffnen Sie die Seite dieses Dienstes selbst.',
    },
    instead: {
      digits: 'Ihre PIN funktioniert wie bisher.',
      text: 'Ihr Passwort funktioniert wie bisher.',
      none: '',
    },
    hint: {
      digits:
        'Verwenden Sie Fingerabdruck, Gesicht oder die Sperre dieses Geräts anstelle Ihrer PIN.',
      text: 'Verwenden Sie Fingerabdruck, Gesicht oder die Sperre dieses Geräts anstelle Ihres Passworts.',
      none: 'Verwenden Sie Fingerabdruck, Gesicht oder die Sperre dieses Geräts.',
    },
    register: 'Biometrie einrichten',
    revoke: 'Biometrie entfernen',
    registering: 'Folgen Sie den Anweisungen Ihres Geräts …',
    registered: 'Biometrie ist für diesen Browser eingerichtet.',
    revoked: 'Biometrie ist aus diesem Browser entfernt.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Dieser Dienst verwendet keine PIN: Es gibt nichts zu ändern.' },
    change: { digits: 'PIN ändern', text: 'Passwort ändern' },
    hint: {
      digits: 'Zuerst Ihre bisherige PIN, dann zweimal die neue.',
      text: 'Zuerst Ihr bisheriges Passwort, dann zweimal das neue.',
    },
    done: {
      digits: 'Ihre PIN ist geändert, auf allen Ihren Geräten.',
      text: 'Ihr Passwort ist geändert, auf allen Ihren Geräten.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'Das Gerät wurde schon entfernt, oder dieser Browser selbst wird nicht mehr akzeptiert. Bitte laden Sie die Seite neu.',
    },
    title: 'Ihre Geräte',
    loading: 'Geräte werden geladen …',
    onlyThis: 'Es gibt kein anderes Gerät.',
    thisOne: 'Dieser Browser',
    states: { active: 'Aktiv', blocked: 'Gesperrt', locked: 'Gesperrt' },
    lastUsed: 'Zuletzt verwendet: {when}',
    added: 'Hinzugefügt: {when}',
    twin: '{name}, hinzugefügt am {when}',
    actions: {
      renameDevice: '{name} umbenennen',
      lockDevice: '{name} sperren',
      unlockDevice: '{name} entsperren',
      revokeDevice: '{name} entfernen',
    },
    done: {
      renameDevice: 'Der neue Name ist {name}.',
      lockDevice: '{name} ist gesperrt.',
      unlockDevice: '{name} kann wieder verwendet werden.',
      revokeDevice: '{name} ist entfernt.',
    },
    rename: 'Umbenennen',
    renameTitle: '{name} umbenennen',
    renamePurpose: 'Wählen Sie einen Namen, an dem Sie dieses Gerät erkennen.',
    newName: 'Neuer Name',
    lock: 'Sperren',
    lockTitle: '{name} sperren?',
    lockConsequence:
      'Es kann nichts mehr tun, bis Sie es hier entsperren. Tun Sie das, wenn Sie es nicht finden.',
    revoke: 'Entfernen',
    revokeTitle: '{name} entfernen?',
    revokeConsequence:
      'Es kann dann nicht mehr bestätigen, dass Sie es sind. Tun Sie das, wenn Sie es verloren haben.',
    revokeThisConsequence:
      'Um Ihr Konto hier wieder zu verwenden, brauchen Sie einen neuen Aktivierungscode.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER:
        'Die Bestätigung auf einem anderen Gerät wird zurzeit nicht angeboten.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Diese Anfrage ist beendet. Es braucht eine neue.',
      PUSH_DENIED: 'Diese Anfrage wurde auf Ihrem anderen Gerät nicht bestätigt.',
      PUSH_EXPIRED: 'Es kam rechtzeitig keine Antwort. Bitte versuchen Sie es noch einmal.',
    },
    notSetUp:
      'Nur Browser, die für Ihr Konto eingerichtet sind, können hier anfragen. Richten Sie diesen mit einem Aktivierungscode ein.',
    askOtherDevice: 'Auf einem anderen Gerät bestätigen',
    askAgain: 'Noch einmal anfragen',
    asking: 'Wird angefragt …',
    askHint: 'Ein Browser, der für Ihr Konto eingerichtet ist, bestätigt, dass Sie es sind.',
    number: 'Dort einzugebende Zahl',
    secondsLeft: '{seconds} s',
    numberShown:
      'Öffnen Sie diese Website in einem Browser, der für Ihr Konto eingerichtet ist, und geben Sie die Zahl ein.',
    requests: 'Anfragen zur Bestätigung',
    noRequests: 'Niemand wartet auf Sie.',
    arrived: 'Eine Seite wartet darauf, dass Sie bestätigen, dass Sie es sind.',
    wantsToSignIn: '{site}: als {login} anmelden?',
    age: '{when}',
    typeNumber: 'Dort angezeigte Zahl',
    numberMissing: 'Geben Sie die Zahl ein, die die andere Seite zeigt.',
    numberWrong: 'Das ist nicht die Zahl, die die andere Seite zeigt.',
    approve: 'Ja, ich bin es',
    deny: 'Ablehnen',
    notMe: 'Das war ich nicht',
    notMeHint:
      'Wenn Sie sich gerade nirgends anmelden, sagen Sie es: Dann kann eine Stunde lang niemand mehr anfragen.',
    approved: 'Bestätigt. Sie können auf der anderen Seite weitermachen.',
    denied: 'Abgelehnt.',
    muted: 'Abgelehnt. Sie werden eine Stunde lang nicht mehr gefragt.',
    answer: 'Antworten',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Dieser Code legt keine neue PIN und kein neues Passwort fest. Mit 10 Ziffern entsperrt er, mit 16 Buchstaben und Ziffern richtet er einen Browser ein: Verwenden Sie ihn dort.',
      NO_PASSWORD: 'Dieser Dienst verwendet keine PIN: Es gibt keine festzulegen.',
    },
    code: 'Rücksetzcode',
    hint: '10 Ziffern, wie Sie sie erhalten haben.',
    mistyped: 'In diesem Code ist ein Tippfehler. Bitte prüfen Sie ihn.',
    submit: { digits: 'Neue PIN festlegen', text: 'Neues Passwort festlegen' },
    pending: { digits: 'PIN wird festgelegt …', text: 'Passwort wird festgelegt …' },
    done: {
      digits: 'Die PIN von {login} ist festgelegt.',
      text: 'Das Passwort von {login} ist festgelegt.',
    },
    doneHint: 'Das gilt auf allen Ihren Geräten. Biometrie muss neu eingerichtet werden.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Dieser Text ist beschädigt und kann nicht versiegelt werden.',
      SEALING_IS_NOT_ALLOWED: 'Das Versiegeln ist abgeschaltet.',
    },
    data: 'Was Sie versiegeln werden',
    characters: { one: '{count} Zeichen', other: '{count} Zeichen' },
    shownPart: 'Sie sehen Teil {part} von {parts}. Ihr Siegel gilt für den ganzen Text.',
    part: 'Teil, 1 bis {parts}',
    previousPart: 'Voriger Teil',
    nextPart: 'Nächster Teil',
    seal: 'Versiegeln',
    hint: 'Lesen Sie es zuerst. Mit Ihrem Siegel bestätigen Sie genau diesen Text.',
    pending: 'Wird versiegelt …',
    done: 'Versiegelt.',
    missing: 'Versiegeln Sie dies zuerst.',
    empty: 'Es gibt noch nichts zu versiegeln.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Dieser Code gehört zu einem anderen Ihrer Browser. Verwenden Sie ihn dort, oder fordern Sie einen für diesen Browser an.',
      CODE_TYPE_NOT_SUPPORTED:
        'Dieser Code entsperrt nicht. Mit 10 Ziffern legt er eine neue PIN oder ein neues Passwort fest, mit 16 Buchstaben und Ziffern richtet er einen Browser ein: Verwenden Sie ihn dort.',
      TOKEN_IS_NOT_BLOCKED: 'Dieser Browser ist nicht gesperrt.',
      USER_IS_BLOCKED:
        'Es gab zu viele falsche Versuche. Legen Sie mit einem Rücksetzcode eine neue PIN oder ein neues Passwort fest.',
      USER_IS_NOT_BLOCKED: 'Ihr Konto ist nicht gesperrt.',
    },
    code: 'Entsperrcode',
    hint: '10 Ziffern, wie Sie sie erhalten haben.',
    mistyped: 'In diesem Code ist ein Tippfehler. Bitte prüfen Sie ihn.',
    submit: 'Entsperren',
    pending: 'Wird entsperrt …',
    done: '{login} ist entsperrt.',
    doneHint: 'Sie können es wieder verwenden.',
  },
};
