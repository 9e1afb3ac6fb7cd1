import type { Messages } from '../messages/messages.js';

const again = 'Probeer het opnieuw.';
const reload = 'Laad de pagina opnieuw.';
const support = 'Neem contact op met de helpdesk van deze site.';
const unlock = 'Deblokkeer hem met een deblokkeercode.';
const reset = 'Kies een nieuwe pincode of een nieuw wachtwoord met een herstelcode.';
const reEnrol = 'Stel hem opnieuw in met een nieuwe activeringscode.';
const notYou = 'Was u dat niet, wijzig dan uw pincode of wachtwoord.';

/** Dutch. */
export const nl: Messages = {
  lang: 'nl',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'Uw biometrische gegevens zijn niet herkend.',
    BIO_KEY_NOT_ALLOWED: 'Biometrie kan hier niet worden gebruikt.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Deze code is onbekend, gebruikt of verlopen, of een latere heeft hem vervangen. Controleer de code of vraag een nieuwe aan.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Deze code is voor een andere dienst of voor een andere browser van u. Gebruik hem daar.',
    CODE_TYPE_NOT_SUPPORTED:
      'Deze code heeft een ander doel. Een code van 16 letters en cijfers stelt een browser in; een code van 10 cijfers deblokkeert, of stelt een nieuwe pincode of een nieuw wachtwoord in.',
    DEVICE_LOCKED: `Deze browser is vergrendeld omdat hij te lang niet is gebruikt. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Voor uw veiligheid wordt deze browser niet meer geaccepteerd. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Die is intussen ingesteld. Voer die in.',
    INSECURE_CONTEXT:
      'Deze pagina, of een pagina eromheen, heeft geen beveiligde verbinding. Open haar op een adres dat met https begint. Helpt dat niet, neem dan contact op met de helpdesk van deze site.',
    MACID_IS_UNKNOWN: `De dienst kent deze pagina niet, of is niet de dienst die de pagina verwacht. ${support}`,
    MAX_NB_TOOLS: 'U hebt te veel apparaten. Verwijder er eerst een.',
    MODULE_UNAVAILABLE: `Een deel van deze pagina kon niet worden geladen. ${reload}`,
    NETWORK_UNAVAILABLE: `De dienst is niet bereikbaar. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `De dienst is gesloten of biedt dit op dit moment niet aan. ${support}`,
    NO_DEVICE_FOUND: `De dienst kent deze browser niet. ${reEnrol}`,
    NO_PASSWORD: 'Deze dienst gebruikt geen pincode en geen wachtwoord.',
    ORIGIN_NOT_ALLOWED: `De dienst kan op dit adres niet, of niet op deze manier, worden gebruikt. ${support}`,
    OUTCOME_UNKNOWN: `De verbinding is verbroken. ${again}`,
    PASSWORD_IS_WRONG: 'Dat is niet juist.',
    PIN_REFUSED: 'Dit kan niet worden gebruikt. Kies iets anders.',
    RATE_LIMITED: 'Er waren te veel pogingen. Wacht even.',
    REQUEST_MALFORMED: `De dienst accepteert niet wat deze pagina vraagt. ${reload} Helpt dat niet, neem dan contact op met de helpdesk van deze site.`,
    RESULT_EXPIRED: `Het antwoord kwam te laat. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `Uw account is uitgeschakeld. ${support}`,
    SERVICE_KEY_UNKNOWN: `De identiteit van de dienst is niet bevestigd. ${support}`,
    SERVICE_UNAVAILABLE: `De dienst is niet beschikbaar. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Deze browser heeft geen sleutel die de dienst accepteert. Stel hem in met een activeringscode.',
    STORAGE_NOT_PERSISTENT:
      'Deze browser kan hier geen sleutels bewaren. Verlaat de privémodus, maak ruimte als dit apparaat vol is, of gebruik een andere browser; uw code is nog geldig.',
    STORAGE_UNAVAILABLE: `Deze browser kan zijn opslag niet gebruiken. ${reload} Helpt dat niet, sta dan sitegegevens toe.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Hier telt alleen biometrie. Gebruik die, of stel die eerst in deze browser in.',
    TOKEN_IS_BLOCKED: `Deze browser is geblokkeerd. ${unlock}`,
    TOKEN_IS_BUSY:
      'Andere tabbladen of vensters gebruiken dit account. Sluit er enkele en probeer het opnieuw.',
    UNEXPECTED_ERROR: `Er is iets misgegaan. ${again}`,
    USER_CANCELLED: 'Geannuleerd.',
    USER_ENTRY_DOES_NOT_EXIST:
      'Dit account is niet ingesteld in deze browser, of bestaat niet meer. Gebruik een activeringscode om het in te stellen.',
    USER_IS_BLOCKED:
      'Uw account is geblokkeerd na te veel onjuiste pogingen. Gebruik een deblokkeercode, of een herstelcode als dat niet helpt.',
    VERSION_UNSUPPORTED: `Deze pagina en de dienst passen niet bij elkaar. ${reload}`,
  },
  refusals: {
    'too-short': 'Dit is te kort.',
    'too-long': 'Dit is te lang.',
    form: 'Sommige van deze tekens kunnen niet worden gebruikt.',
    common: 'Dit is te makkelijk te raden. Kies iets anders.',
    same: 'Dit hebt u al. Kies iets anders.',
    different: 'De twee invoeren zijn verschillend.',
  },
  notDigits: 'Gebruik alleen cijfers.',
  weakPins: {
    repeated: 'Herhaalde cijfers zijn te makkelijk te raden. Kies andere.',
    sequence: 'Opeenvolgende cijfers zijn te makkelijk te raden. Kies andere.',
  },
  bioKeyEnded:
    'Uw biometrische gegevens zijn te vaak niet herkend en tellen in deze browser niet meer. Gebruik uw pincode of wachtwoord als u die hebt, of neem contact op met de helpdesk van deze site.',
  serviceBehind:
    'De dienst heeft een deel van zijn gegevens verloren. In deze browser is niets verloren. Probeer het later opnieuw.',
  triesLeft: { one: 'Nog één poging.', other: 'Nog {count} pogingen.' },
  noTriesLeft: `Nu geblokkeerd na te veel onjuiste pogingen. ${unlock}`,
  wrongPins: {
    digits: { one: 'Eén onjuiste pincode.', other: '{count} onjuiste pincodes.' },
    text: { one: 'Eén onjuist wachtwoord.', other: '{count} onjuiste wachtwoorden.' },
  },
  blockAfter: {
    one: 'Na nog één fout wordt uw account hier geblokkeerd.',
    other: 'Na nog {count} fouten wordt uw account hier geblokkeerd.',
  },
  browserBlocked: `Deze browser is geblokkeerd na te veel onjuiste pogingen. ${unlock}`,
  retryIn: 'Probeer het {when} opnieuw.',
  states: {
    active: 'Actief',
    blocked: 'Geblokkeerd',
    locked: 'Vergrendeld',
    'user-blocked': 'Geblokkeerd',
    disabled: 'Uitgeschakeld',
    unresolved: 'Niet bevestigd',
    lost: 'Niet geaccepteerd',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'Dit wordt bij het volgende gebruik bevestigd.',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: {
      one: `Eén onjuiste poging, {when}, in deze browser. ${notYou}`,
      other: `{count} onjuiste pogingen, de laatste {when}, in deze browser. ${notYou}`,
    },
    there: {
      one: `Eén onjuiste poging, {when}, in {browser}. ${notYou}`,
      other: `{count} onjuiste pogingen, de laatste {when}, in {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `Eén onjuiste poging, {when}, in een andere browser. ${notYou}`,
      other: `{count} onjuiste pogingen, de laatste {when}, in een andere browser. ${notYou}`,
    },
  },
  cancel: 'Annuleren',
  tryAgain: 'Opnieuw proberen',
  pin: { digits: 'Pincode', text: 'Wachtwoord' },
  newPin: { digits: 'Nieuwe pincode', text: 'Nieuw wachtwoord' },
  repeatPin: { digits: 'Herhaal de pincode', text: 'Herhaal het wachtwoord' },
  enterPin: { digits: 'Voer uw pincode in', text: 'Voer uw wachtwoord in' },
  choosePin: { digits: 'Kies een pincode', text: 'Kies een wachtwoord' },
  pinForm: {
    digits: {
      one: '{range} cijfer, niet makkelijk te raden.',
      other: '{range} cijfers, niet makkelijk te raden.',
    },
    text: {
      one: '{range} teken, niet makkelijk te raden.',
      other: '{range} tekens, niet makkelijk te raden.',
    },
  },
  showPin: { digits: 'Pincode tonen', text: 'Wachtwoord tonen' },
  confirmPin: 'Doorgaan',
  forgotten: {
    digits: 'Pincode vergeten of geblokkeerd?',
    text: 'Wachtwoord vergeten of geblokkeerd?',
    none: 'Geblokkeerd?',
  },
  useBioKey: 'Biometrie gebruiken',
  bioKeyAsked: 'Volg de aanwijzingen van uw apparaat…',
  bioKeyMissed: 'De biometrie is geannuleerd of duurde te lang.',
  usePin: { digits: 'Pincode gebruiken', text: 'Wachtwoord gebruiken' },
  checking: 'Controleren…',
  activationCode: 'Activeringscode',
  activationCodeHint: '16 letters en cijfers, zoals u ze hebt ontvangen.',
  activationCodeMistyped: 'Er zit een typefout in deze code. Controleer de code.',
  tokenName: 'Naam van deze browser',
  ownName: '{browser} op {system}',
  tokenNameHint: 'Zodat u hem later herkent.',
  activate: 'Deze browser instellen',
  activating: 'Instellen…',
  activated: 'Deze browser is ingesteld voor {login}.',
  activatedHint: 'Vanaf nu kan hij bevestigen dat u het bent.',
  accounts: 'Accounts in deze browser',
  noAccounts: 'Er is nog geen account ingesteld in deze browser.',
  noAccountsHelp: 'Stel er een in met een activeringscode.',
  offline: 'De dienst is niet bereikbaar. Dit is de laatst bekende stand.',
  misconfigured: `Deze pagina is niet goed ingesteld. ${support}`,
  loading: 'Accounts laden…',
  manage: 'Beheren',
  managed: 'Klaar',
  forget: 'Verwijderen',
  forgetLogin: '{login} uit deze browser verwijderen',
  forgetTitle: '{login} verwijderen?',
  forgetConsequence:
    'Om dit account hier weer te gebruiken, hebt u een nieuwe activeringscode nodig.',
  otp: 'Eenmalig wachtwoord',
  getOtp: 'Eenmalig wachtwoord ophalen',
  getNewOtp: 'Nieuw wachtwoord ophalen',
  otpHint: 'Het werkt één keer, en maar enkele seconden.',
  otpMissing: 'Haal eerst een eenmalig wachtwoord op.',
  loginMissing: 'Kies eerst een account.',
  otpExpired: 'Verlopen. Haal een nieuw wachtwoord op.',
  otpReady: {
    one: 'Klaar. Eén seconde geldig.',
    other: 'Klaar. {count} seconden geldig.',
  },
  otpLeft: { one: 'Nog één seconde geldig.', other: 'Nog {count} seconden geldig.' },
  otpAgain: 'U kunt op elk moment een nieuw wachtwoord ophalen.',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  copyRefused:
    'Deze browser laat de pagina niet kopiëren. De tekst is geselecteerd: kopieer hem zelf.',
  fieldMissing: 'Vul dit veld in.',

  accessToken: {
    get: 'Bevestigen dat u het bent',
    hint: 'Deze pagina vraagt om toegang uit uw naam.',
    ready: 'Bevestigd.',
    taken: 'Bevestigd en aan deze pagina gegeven.',
    expired: 'Verlopen. Bevestig het opnieuw.',
  },
  activationCodes: {
    code: 'Code voor een ander apparaat',
    get: 'Ander apparaat instellen',
    getNew: 'Nieuwe code ophalen',
    hint: 'U krijgt een code die nog een browser voor u instelt. Laat hem aan niemand zien.',
    ready: 'Voer deze code in op uw andere apparaat, of scan de afbeelding ermee.',
    readyWithoutQrCode:
      'Voer deze code in op uw andere apparaat. De afbeelding om te scannen ontbreekt, omdat een deel van deze pagina niet kon worden geladen; laad de pagina daarvoor opnieuw.',
    expired: 'Verlopen. Haal een nieuwe code op.',
    added: 'Toegevoegd: {name}',
    qrCode: 'QR-code met de code voor een ander apparaat',
    copy: 'Code kopiëren',
    timeLeft: 'Nog {time} geldig',
  },
  signIn: {
    signIn: 'Inloggen',
    account: 'Account',
    notYou: 'Bent u dit niet?',
    userName: 'Gebruikersnaam',
    otherDevice: 'Ander apparaat gebruiken',
    thisDevice: 'Deze browser gebruiken',
  },
  bioKey: {
    errors: { BIO_KEY_ALREADY_EXIST: 'Biometrie is hier al ingesteld. Verwijder die eerst.' },
    title: 'Biometrie',
    states: {
      off: 'Hier niet gebruikt',
      unset: 'Niet ingesteld in deze browser',
      set: 'Ingesteld in deze browser',
      unknown: 'Niet bekend voor dit account',
    },
    obstacles: {
      page: 'Deze pagina kan geen biometrie instellen.',
      browser: 'Deze browser of dit apparaat kan dit niet.',
      frame: 'Dit kan niet binnen een andere pagina. Open de pagina van deze dienst zelf.',
    },
    instead: {
      digits: 'Uw pincode werkt zoals voorheen.',
      text: 'Uw wachtwoord werkt zoals voorheen.',
      none: '',
    },
    hint: {
      digits:
        'Gebruik uw vingerafdruk, uw gezicht of de vergrendeling van dit apparaat in plaats van uw pincode.',
      text: 'Gebruik uw vingerafdruk, uw gezicht of de vergrendeling van dit apparaat in plaats van uw wachtwoord.',
      none: 'Gebruik uw vingerafdruk, uw gezicht of de vergrendeling van dit apparaat.',
    },
    register: 'Biometrie instellen',
    revoke: 'Biometrie verwijderen',
    registering: 'Volg de aanwijzingen van uw apparaat…',
    registered: 'Biometrie is ingesteld voor deze browser.',
    revoked: 'Biometrie is verwijderd uit deze browser.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Deze dienst gebruikt geen pincode: er is niets te wijzigen.' },
    change: { digits: 'Pincode wijzigen', text: 'Wachtwoord wijzigen' },
    hint: {
      digits: 'Eerst uw huidige pincode, dan twee keer de nieuwe.',
      text: 'Eerst uw huidige wachtwoord, dan twee keer het nieuwe.',
    },
    done: {
      digits: 'Uw pincode is gewijzigd, op al uw apparaten.',
      text: 'Uw wachtwoord is gewijzigd, op al uw apparaten.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'Het apparaat was al verwijderd, of deze browser zelf wordt niet meer geaccepteerd. Laad de pagina opnieuw.',
    },
    title: 'Uw apparaten',
    loading: 'Apparaten laden…',
    onlyThis: 'Er is geen ander apparaat.',
    thisOne: 'Deze browser',
    states: { active: 'Actief', blocked: 'Geblokkeerd', locked: 'Vergrendeld' },
    lastUsed: 'Laatst gebruikt: {when}',
    added: 'Toegevoegd: {when}',
    twin: '{name}, toegevoegd op {when}',
    actions: {
      renameDevice: '{name} hernoemen',
      lockDevice: '{name} vergrendelen',
      unlockDevice: '{name} ontgrendelen',
      revokeDevice: '{name} verwijderen',
    },
    done: {
      renameDevice: 'De nieuwe naam is {name}.',
      lockDevice: '{name} is vergrendeld.',
      unlockDevice: '{name} kan weer worden gebruikt.',
      revokeDevice: '{name} is verwijderd.',
    },
    rename: 'Hernoemen',
    renameTitle: '{name} hernoemen',
    renamePurpose: 'Kies een naam waaraan u dit apparaat herkent.',
    newName: 'Nieuwe naam',
    lock: 'Vergrendelen',
    lockTitle: '{name} vergrendelen?',
    lockConsequence:
      'Het kan niets meer tot u het hier ontgrendelt. Doe dit als u het niet kunt vinden.',
    revoke: 'Verwijderen',
    revokeTitle: '{name} verwijderen?',
    revokeConsequence:
      'Het kan dan niet meer bevestigen dat u het bent. Doe dit als u het kwijt bent.',
    revokeThisConsequence:
      'Om uw account hier weer te gebruiken, hebt u een nieuwe activeringscode nodig.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER:
        'Bevestigen op een ander apparaat wordt op dit moment niet aangeboden.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Dit verzoek is beëindigd. Er is een nieuw nodig.',
      PUSH_DENIED: 'Dit verzoek is op uw andere apparaat niet goedgekeurd.',
      PUSH_EXPIRED: 'Er kwam niet op tijd een antwoord. Probeer het opnieuw.',
    },
    notSetUp:
      'Alleen browsers die voor uw account zijn ingesteld, kunnen hier vragen. Stel deze in met een activeringscode.',
    askOtherDevice: 'Bevestigen op een ander apparaat',
    askAgain: 'Opnieuw vragen',
    asking: 'Vragen…',
    askHint: 'Een browser die voor uw account is ingesteld, bevestigt dat u het bent.',
    number: 'Getal om daar te typen',
    secondsLeft: '{seconds} s',
    numberShown:
      'Open deze site in een browser die voor uw account is ingesteld, en typ het getal.',
    requests: 'Verzoeken om te bevestigen',
    noRequests: 'Niemand wacht op u.',
    arrived: 'Een pagina wacht tot u bevestigt dat u het bent.',
    wantsToSignIn: '{site}: inloggen als {login}?',
    age: '{when}',
    typeNumber: 'Getal dat daar staat',
    numberMissing: 'Typ het getal dat de andere pagina toont.',
    numberWrong: 'Dat is niet het getal dat de andere pagina toont.',
    approve: 'Ja, ik ben het',
    deny: 'Weigeren',
    notMe: 'Dit was ik niet',
    notMeHint: 'Als u nu nergens inlogt, meld het dan: een uur lang kan niemand u iets vragen.',
    approved: 'Bevestigd. U kunt verdergaan op de andere pagina.',
    denied: 'Geweigerd.',
    muted: 'Geweigerd. U krijgt een uur lang geen verzoeken meer.',
    answer: 'Antwoorden',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Deze code stelt geen nieuwe pincode of nieuw wachtwoord in. Met 10 cijfers deblokkeert hij, met 16 letters en cijfers stelt hij een browser in: gebruik hem daar.',
      NO_PASSWORD: 'Deze dienst gebruikt geen pincode: er is er geen in te stellen.',
    },
    code: 'Herstelcode',
    hint: '10 cijfers, zoals u ze hebt ontvangen.',
    mistyped: 'Er zit een typefout in deze code. Controleer de code.',
    submit: { digits: 'Nieuwe pincode instellen', text: 'Nieuw wachtwoord instellen' },
    pending: { digits: 'Pincode instellen…', text: 'Wachtwoord instellen…' },
    done: {
      digits: 'De pincode van {login} is ingesteld.',
      text: 'Het wachtwoord van {login} is ingesteld.',
    },
    doneHint: 'Dit geldt op al uw apparaten. Biometrie moet opnieuw worden ingesteld.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Deze tekst is beschadigd en kan niet worden verzegeld.',
      SEALING_IS_NOT_ALLOWED: 'Verzegelen is uitgeschakeld.',
    },
    data: 'Wat u gaat verzegelen',
    characters: { one: '{count} teken', other: '{count} tekens' },
    shownPart: 'U ziet deel {part} van {parts}. Uw zegel geldt voor de hele tekst.',
    part: 'Deel, 1 tot {parts}',
    previousPart: 'Vorig deel',
    nextPart: 'Volgend deel',
    seal: 'Verzegelen',
    hint: 'Lees het eerst. Met uw zegel bevestigt u precies deze tekst.',
    pending: 'Verzegelen…',
    done: 'Verzegeld.',
    missing: 'Verzegel dit eerst.',
    empty: 'Er is nog niets te verzegelen.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Deze code is voor een andere browser van u. Gebruik hem daar, of vraag er een aan voor deze browser.',
      CODE_TYPE_NOT_SUPPORTED:
        'Deze code deblokkeert niet. Met 10 cijfers stelt hij een nieuwe pincode of een nieuw wachtwoord in, met 16 letters en cijfers stelt hij een browser in: gebruik hem daar.',
      TOKEN_IS_NOT_BLOCKED: 'Deze browser is niet geblokkeerd.',
      USER_IS_BLOCKED:
        'Er waren te veel onjuiste pogingen. Kies een nieuwe pincode of een nieuw wachtwoord met een herstelcode.',
      USER_IS_NOT_BLOCKED: 'Uw account is niet geblokkeerd.',
    },
    code: 'Deblokkeercode',
    hint: '10 cijfers, zoals u ze hebt ontvangen.',
    mistyped: 'Er zit een typefout in deze code. Controleer de code.',
    submit: 'Deblokkeren',
    pending: 'Deblokkeren…',
    done: '{login} is gedeblokkeerd.',
    doneHint: 'U kunt het weer gebruiken.',
  },
};
